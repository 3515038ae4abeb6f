import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

/** Cloudflare's container registry on 127.0.0.1, as far as tags go. Wrangler insists on https. */
export class Registry {
  /** Digests by `account/name:tag`. */
  readonly tags = new Map<string, string>()
  readonly #passwords = new Map<string, string[]>()
  #server: Server | undefined

  /** Starts it with a certificate and its key, in PEM. Returns its host and port. */
  async start({ certificate, key }: { certificate: string; key: string }): Promise<string> {
    this.#server = createServer({ cert: certificate, key }, (request, response) => this.#answer(request, response))
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    if (this.#server === undefined) return
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** A password that is good for what is permitted. */
  admit(permissions: string[]): string {
    const password = randomUUID()
    this.#passwords.set(password, permissions)
    return password
  }

  hasDigest(digest: string): boolean {
    return [...this.tags.values()].includes(digest)
  }

  /** `name:tag` of every image. */
  get images(): string[] {
    return [...this.tags.keys()].map((tag) => tag.split('/')[1] ?? '')
  }

  #answer({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const credentials = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString()
    const permissions = this.#passwords.get(credentials.split(':')[1] ?? '')
    const allowed = permissions?.includes(method === 'GET' || method === 'HEAD' ? 'pull' : 'push') === true
    const { status, body = {}, digest } = allowed ? this.#reply(method, url) : { status: 401 }
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(digest !== undefined && { 'docker-content-digest': digest }),
    })
    response.end(method === 'HEAD' ? undefined : JSON.stringify(body))
  }

  #reply(method: string, url: string): { status: number; body?: object; digest?: string } {
    if (method === 'GET' && url === '/v2/_catalog?tags=true') {
      return { status: 200, body: { repositories: this.#repositories() } }
    }
    if (method === 'PUT' && url === '/v2/gc/layers') return { status: 200 }
    const [, name, tag] = /^\/v2\/([0-9a-f]{32}\/[\w.-]+)\/manifests\/([\w.-]+)$/.exec(url) ?? []
    if (name === undefined) return { status: 404 }
    const key = `${name}:${tag}`
    if (method === 'PUT') this.tags.set(key, `sha256:${createHash('sha256').update(key).digest('hex')}`)
    const digest = this.tags.get(key)
    if (digest === undefined) return { status: 404 }
    if (method === 'DELETE') this.tags.delete(key)
    return { status: { PUT: 201, DELETE: 202 }[method] ?? 200, digest }
  }

  #repositories(): Record<string, string[]> {
    const repositories: Record<string, string[]> = {}
    for (const key of this.tags.keys()) {
      const [name = '', tag = ''] = key.split(':')
      repositories[name] = [...(repositories[name] ?? []), tag]
    }
    return repositories
  }
}
