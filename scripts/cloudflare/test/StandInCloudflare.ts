import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiFailure, type Call, type Route } from './api.ts'
import { Buckets } from './Buckets.ts'
import { Containers } from './Containers.ts'
import { Databases } from './Databases.ts'
import { Workers } from './Workers.ts'

export const TOKEN = 'stand-in-token'
export const ACCOUNT = '0123456789abcdef0123456789abcdef'

/**
 * Cloudflare's API, as far as wrangler needs it for this project, on 127.0.0.1: it keeps what it is given, and refuses, in
 * Cloudflare's envelope and with its codes, what Cloudflare would refuse. A path that it does not know fails.
 */
export class StandInCloudflare {
  readonly databases = new Databases()
  readonly buckets = new Buckets()
  readonly workers = new Workers(this.databases, this.buckets)
  readonly containers = new Containers(this.workers)
  /** Each request, as `METHOD /path`, without the account. */
  readonly calls: string[] = []
  /** Accounts of whoever has the token. */
  accounts = [{ id: ACCOUNT, name: 'Stand-in Studios' }]
  readonly #server: Server
  readonly #routes: Route[]

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
    const { databases, buckets, workers, containers } = this
    this.#routes = [...this.#user(), ...databases.routes, ...buckets.routes, ...workers.routes, ...containers.routes]
  }

  static async start(): Promise<StandInCloudflare> {
    const standIn = new StandInCloudflare()
    standIn.#server.listen(0, '127.0.0.1')
    await once(standIn.#server, 'listening')
    return standIn
  }

  /** The base of its addresses, as CLOUDFLARE_API_BASE_URL wants it. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/client/v4`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    this.databases.close()
    await once(this.#server, 'close')
  }

  #user(): Route[] {
    const page = (list: unknown[]) => ({
      result: list,
      resultInfo: { page: 1, per_page: 50, total_count: list.length, count: list.length },
    })
    return [
      ['GET', '/user/tokens/verify', () => ({ result: { id: 'token', status: 'active' } })],
      ['GET', '/user', () => ({ result: { id: 'user', email: 'owner@studio.example' } })],
      ['GET', '/accounts', () => page(this.accounts)],
      [
        'GET',
        '/memberships',
        () => page(this.accounts.map((account) => ({ id: `m-${account.id}`, account, roles: [] }))),
      ],
    ]
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    try {
      const { result, resultInfo, status = 200 } = await this.#dispatch(request, url, Buffer.concat(chunks))
      send(response, status, {
        success: true,
        errors: [],
        messages: [],
        result,
        ...(resultInfo && { result_info: resultInfo }),
      })
    } catch (error) {
      const { status, code, message } =
        error instanceof ApiFailure ? error : new ApiFailure(500, 10013, `the stand-in failed: ${error}`)
      send(response, status, { success: false, errors: [{ code, message }], messages: [], result: null })
    }
  }

  async #dispatch(request: IncomingMessage, url: URL, body: Buffer) {
    if (!url.pathname.startsWith('/client/v4/')) throw new ApiFailure(404, 7000, 'No route for that URI')
    const { method = 'GET', headers } = request
    const whole = decodeURIComponent(url.pathname.slice('/client/v4'.length))
    const [, account, rest] = /^\/accounts\/([^/]+)(\/.*)$/.exec(whole) ?? []
    const path = rest ?? whole
    this.calls.push(`${method} ${path}`)
    // Assets are uploaded with the token of their own session.
    const uploads = path.startsWith('/workers/assets/upload')
    if (!uploads && headers.authorization !== `Bearer ${TOKEN}`)
      throw new ApiFailure(401, 10000, 'Authentication error')
    if (account !== undefined && account !== ACCOUNT) {
      throw /^[0-9a-f]{32}$/.test(account)
        ? new ApiFailure(403, 10000, 'Authentication error')
        : new ApiFailure(404, 7003, `Could not route to ${whole}, perhaps your object identifier is invalid?`)
    }
    for (const [routeMethod, pattern, handle] of this.#routes) {
      const parameters = routeMethod === method ? match(pattern, path) : null
      if (parameters === null) continue
      const call: Call = { parameters, query: url.searchParams, headers, body, json: () => readJson(body) }
      return handle(call)
    }
    throw new ApiFailure(404, 7000, `No route for that URI: ${method} ${path}`)
  }
}

function match(pattern: string, path: string): Record<string, string> | null {
  const names = pattern.split('/')
  const parts = path.split('/')
  if (names.length !== parts.length) return null
  const parameters: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (name.startsWith(':')) parameters[name.slice(1)] = part
    else if (name !== part) return null
  }
  return parameters
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new ApiFailure(400, 10026, 'Could not parse request body')
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
