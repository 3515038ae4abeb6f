/**
 * @module No key leaves the Worker, whatever its providers do: each fails in each way here, and repeats in its answer all that it was sent,
 * keys and tokens too. Then every byte is looked at that went to the container, into an answer, the log, D1, R2 or the objects' own tables.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import { photo } from '../test/client.ts'
import { type OpenTurn, openTurn } from '../test/openTurn.ts'
import { begin, clip, fillFrames, finish, hero } from '../test/startJobStage.ts'
import { type ScriptedHost, startScriptedHost } from '../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../test/startWorker.ts'

const KEYS = {
  ANTHROPIC_API_KEY: 'sk-ant-leak-of-the-director',
  AI_GATEWAY_TOKEN: 'leak-of-the-model-gateway',
  FAL_KEY: 'leak-fal-id-0123:leak-fal-secret-4567',
  KLING_ACCESS_KEY: 'leak-kling-access-89ab',
  KLING_SECRET_KEY: 'leak-kling-secret-of-at-least-thirty-two-bytes',
  AWS_ACCESS_KEY_ID: 'leak-bucket-id-cdef',
  AWS_SECRET_ACCESS_KEY: 'leak-bucket-secret-0123',
}
/** So many pictures, and clips, are ordered at once: more than there are ways to fail that end one. */
const ORDERS = 24

/** How an answer may fail and quote its request. */
const WAYS: Record<string, (words: string) => Response> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 422, 429, 503].map((status) => [status, (words) => refusal(status, words)]),
  ),
  html: (words) =>
    new Response(`<h1>Bad gateway</h1><pre>${words}</pre>`, { status: 502, headers: { 'content-type': 'text/html' } }),
  nonsense: (words) => Response.json({ said: words, message: words, status: words, code: words }),
  redirect: (words) => {
    const location = `https://example.com/${encodeURIComponent(words)}`
    return Response.json({ detail: words, message: words }, { status: 307, headers: { location } })
  },
  'half a body': (words) => {
    const headers = { 'content-type': 'application/json', 'content-length': '9999999', connection: 'close' }
    return new Response(new Blob([`{"detail":"${words}`]).stream(), { status: 500, headers })
  },
}

let worker: RunningWorker
let host: ScriptedHost
/** For each call that the Worker makes of a provider, the ways in which the next ones fail. */
const failures = [
  ...[
    /storage\/upload/,
    /POST .*nano-banana/,
    /GET .*\/status/,
    /GET .*requests\/[^/]+$/,
    /POST .*image2video/,
    /GET .*image2video/,
    /v1\/messages/,
  ].map((call) => ({ call, ways: Object.keys(WAYS) })),
  // A file is loaded again whatever its host says, each time after a longer pause.
  { call: /GET .*fal\.media/, ways: ['401', '503'] },
]
const left = () => failures.filter(({ ways }) => ways.length > 0)
/** All that left the Worker over HTTP, with where it went. */
const sent: { where: string; bytes: string }[] = []
const closing: (() => Promise<unknown>)[] = []
/** Orders are refused in the end, which takes no time, until one is to be made. */
let isMade = false

/** An answer that fails, and quotes the whole request and all that the Worker knows. */
function fail(request: Request): Response | undefined {
  const way = failures.find(({ call }) => call.test(`${request.method} ${request.url}`))?.ways.shift()
  return way === undefined ? undefined : WAYS[way]?.(`${headersOf(request)}; ${Object.values(KEYS).join(' ')}`)
}

function refusal(status: number, words: string): Response {
  const body = {
    detail: status === 422 ? [{ loc: ['body'], msg: words, type: 'value_error' }] : words,
    code: status === 429 ? 1302 : status >= 500 ? 5000 : 1201,
    message: words,
    request_id: words,
    error: { type: 'api_error', message: words },
  }
  return Response.json(body, { status, headers: { 'x-quoted': encodeURI(words).slice(0, 2000) } })
}

const headersOf = ({ headers }: { headers: Headers }) =>
  [...headers].map(([name, value]) => `${name}: ${value}`).join('; ')

beforeAll(async () => {
  host = await startScriptedHost()
  const images = await startPhotographer({
    port: 0,
    speed: 'fast',
    apiKey: KEYS.FAL_KEY,
    concurrency: ORDERS,
    faults: (request) => {
      const failure = fail(request)
      if (failure !== undefined || request.method !== 'POST' || !request.url.includes('nano-banana')) return failure
      return isMade ? undefined : { modelError: 'content_policy_violation' }
    },
  })
  const clips = await startCinematographer({
    port: 0,
    speed: 'fast',
    clipMs: 100,
    maxParallel: ORDERS,
    accessKey: KEYS.KLING_ACCESS_KEY,
    secretKey: KEYS.KLING_SECRET_KEY,
    faults: (request) => fail(request) ?? (request.method === 'POST' ? { taskError: headersOf(request) } : undefined),
  })
  const [model, container] = await Promise.all([serveModel(), relayTo(host.url)])
  worker = await startWorker({
    ...KEYS,
    AGENT_HOST_URL: container.url,
    AGENT_HOST_TOKEN: host.token,
    FAL_BASE_URL: images.url,
    KLING_BASE_URL: clips.url,
    ANTHROPIC_BASE_URL: model.url,
    FAL_CONCURRENCY: String(ORDERS),
    KLING_CONCURRENCY: String(ORDERS),
    SESSION_BUDGET_USD: '1000',
    DAILY_BUDGET_USD: '1000',
  })
  closing.push(worker.close, images.close, clips.close, host.close, model.close, container.close)
})
afterAll(async () => {
  for (const close of closing) await close()
})

it('shows no key to anybody, however a provider fails', async () => {
  const api = `${worker.url}/api`
  const turn = recorded(await openTurn(api, host, 'go'))
  const frames = await fillFrames(turn)
  let orders = 0
  // Each with a photo of its own, or the first would take it up for all.
  const image = async () => {
    const put = await turn.put('hero', await photo(64, 64))
    const { id } = (await put.json()) as { id: string }
    return { ...hero, prompt: `Order ${orders++}.`, inputs: [id] }
  }
  const video = async () => ({ ...clip(frames), prompt: `Order ${orders++}.` })
  const answer = () =>
    turn.send('/model/v1/messages?beta=true', { model: 'claude-sonnet-5', max_tokens: 1, messages: [] })
  await Promise.all(Object.keys(WAYS).map(answer))
  // Each order meets what is left of what can go wrong before there is a file.
  for (let round = 0; left().length > 1 && round < 4; round++) {
    const jobs = Array.from({ length: ORDERS }, () => [image, video]).flat()
    await Promise.all(jobs.map(async (order) => await finish(turn, await begin(turn, await order()))))
  }
  isMade = true
  expect(await finish(turn, await begin(turn, await image()))).toMatchObject({ state: 'stored' })
  expect(left()).toEqual([])
  await record('api', await fetch(`${api}/sessions/${turn.sessionId}`))
  await record('api', await fetch(`${api}/sessions/${turn.sessionId}/spend`))
  for (const path of ['health', 'sessions', 'estimate', 'me']) await record('api', await fetch(`${api}/${path}`))
  await record('page', await fetch(worker.url))
  await turn.end()
  const events = await fetch(`${api}/sessions/${turn.sessionId}/events`)
  await record('events', new Response(events.body?.pipeThrough(upToComplete())))

  for (const line of worker.lines) sent.push({ where: 'log', bytes: line })
  for (const row of await everyRow()) sent.push({ where: 'D1', bytes: row })
  for (const file of await everyFile()) sent.push({ where: 'R2', bytes: file })
  for (const row of await everyOwnRow(turn.sessionId)) sent.push({ where: 'object', bytes: row })

  const where = Object.groupBy(sent, (one) => one.where)
  for (const place of ['container', 'gateway', 'api', 'events', 'log', 'D1', 'R2', 'object']) {
    expect(where[place]?.length, place).toBeGreaterThan(0)
  }
  expect(leaks(sent)).toEqual([])
}, 60_000)

it('would find a key, in whatever form it is written', () => {
  const key = KEYS.KLING_SECRET_KEY
  for (const form of [key, btoa(key), encodeURIComponent(KEYS.FAL_KEY), Buffer.from(key).toString('hex')]) {
    expect(leaks([{ where: 'test', bytes: `x${form}y` }])).toHaveLength(1)
  }
})

/** Where a key stands, as it is, in base64, in hex or as in an address; or a token that was signed with one. */
function leaks(all: typeof sent): string[] {
  const parts = Object.values(KEYS).flatMap((key) => [key, ...key.split(':')])
  const forms = new Set(
    parts.flatMap((key) => [
      key,
      encodeURIComponent(key),
      Buffer.from(key).toString('hex'),
      // Without what depends on where it begins and ends.
      ...[0, 1, 2].map((shift) => Buffer.from(key.slice(shift)).toString('base64').slice(0, -4)),
    ]),
  )
  return all.flatMap(({ where, bytes }) => {
    const form = [...forms].find((one) => bytes.includes(one)) ?? /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/.exec(bytes)?.[0]
    if (form === undefined) return []
    const at = bytes.indexOf(form)
    return [`${where}: …${bytes.slice(Math.max(0, at - 80), at + form.length)}…`]
  })
}

async function record(where: string, answer: Response): Promise<Response> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const bytes = Buffer.from(await answer.arrayBuffer())
  sent.push({ where, bytes: `${answer.status}\n${headers}\n${bytes.toString('latin1')}` })
  return new Response(answer.status === 204 ? null : bytes, answer)
}

/** A turn of which all that the gateway answers is kept. */
function recorded(turn: OpenTurn): OpenTurn {
  return {
    ...turn,
    call: async (...args) => await record('gateway', await turn.call(...args)),
    send: async (...args) => await record('gateway', await turn.send(...args)),
    put: async (...args) => await record('gateway', await turn.put(...args)),
  }
}

/** The Messages API, as far as a failure needs it. */
async function serveModel() {
  return await serve(async (request) => fail(request) ?? Response.json({ type: 'message', usage: {} }))
}

/** Passes on to the agent host, and keeps what the Worker says to it. The host's own token is meant for it. */
async function relayTo(target: string) {
  return await serve(async (request) => {
    const body = await request.text()
    const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`)
    sent.push({ where: 'container', bytes: `${request.url}\n${headers.join('\n')}\n${body}` })
    const { pathname, search } = new URL(request.url)
    return await fetch(target + pathname + search, {
      method: request.method,
      headers: { authorization: request.headers.get('authorization') ?? '', 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    })
  })
}

async function serve(answer: (request: Request) => Promise<Response>) {
  const server = createServer(async (incoming, outgoing) => {
    const response = await answer(await requestOf(incoming))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    for await (const chunk of response.body ?? []) outgoing.write(chunk)
    outgoing.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const body = Buffer.concat(await incoming.toArray())
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Request(`http://127.0.0.1${url}`, { method, headers: pairs, ...(body.length > 0 && { body }) })
}

async function everyRow(): Promise<string[]> {
  const database = await worker.database()
  const tables = ['sessions', 'assets', 'checkpoints', 'jobs', 'part_reports', 'access_tokens']
  const answers = await Promise.all(tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all()))
  return answers.flatMap(({ results }) => results.map((row) => JSON.stringify(row)))
}

async function everyOwnRow(sessionId: string): Promise<string[]> {
  const isTable = "type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
  const tables = (await worker.queryObject(sessionId, `SELECT name FROM sqlite_master WHERE ${isTable}`)) as {
    name: string
  }[]
  const rows = await Promise.all(tables.map(({ name }) => worker.queryObject(sessionId, `SELECT * FROM ${name}`)))
  return rows.flat().map((row) => JSON.stringify(row))
}

async function everyFile(): Promise<string[]> {
  const bucket = await worker.bucket()
  const { objects } = await bucket.list({ include: ['customMetadata', 'httpMetadata'] } as R2ListOptions)
  return await Promise.all(
    objects.map(async ({ key, customMetadata, httpMetadata }) => {
      const bytes = await (await bucket.get(key))?.arrayBuffer()
      const notes = JSON.stringify({ key, customMetadata, httpMetadata })
      return notes + Buffer.from(bytes ?? new ArrayBuffer(0)).toString('latin1')
    }),
  )
}

/** The events up to the end of the turn: the stream goes on for ever. */
function upToComplete(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk)
      if (decoder.decode(chunk, { stream: true }).includes('"type":"complete"')) controller.terminate()
    },
  })
}
