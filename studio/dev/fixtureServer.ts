/** @module The API as the page sees it, with one shoot at every point that looks different, and nothing behind it but the files of the recording. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { LOCAL_OWNER, type Me, type SessionEvent, type SessionView, STAGES } from '@fashion-shoot/protocol'
import { fixtureEstimate } from './fixtureEstimate.ts'
import { fixtureFile } from './fixtureFile.ts'
import { demoHealth } from './fixtureHealth.ts'
import { fixtureLogs, streamedWords } from './fixtureLog.ts'
import { FIXTURES, fixtureSession, fixtureSpend, fixtureSummary, fixtureView } from './fixtureShoot.ts'
import { recordedSession, recordedShoot } from './recordedShoot.ts'

/** ms between two tokens of the `streaming` fixture */
const TOKEN_MS = 60

const recordings = new Map(STAGES.map((stage) => [recordedSession(stage), recordedShoot(stage)]))

/** Each by its own name, so that it can be found. */
const list = { sessions: FIXTURES.map((name) => ({ ...fixtureSummary(name), title: name })), nextCursor: null }

/** Serves the fixtures on loopback; port 0 takes any free one. */
export function startFixtureServer(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => problem(response, 500, String(error)))
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://fixture')
  request.resume()
  if (request.method !== 'GET') return problem(response, 409, 'This shoot is a fixture: it only shows a state.')
  if (pathname === '/api/health') return json(response, demoHealth)
  if (pathname === '/api/estimate') return json(response, fixtureEstimate)
  if (pathname === '/api/me') return json(response, { owner: LOCAL_OWNER } satisfies Me)
  if (pathname === '/api/sessions') return json(response, list)
  const [, kind, id, part] = /^\/api\/(sessions|media)\/([^/]+)(\/events|\/spend)?$/.exec(pathname) ?? []
  if (kind === 'media') return media(request, response, id ?? '')
  const name = FIXTURES.find((one) => fixtureSession(one) === id)
  const shoot =
    name === undefined ? recordings.get(id ?? '') : { session: fixtureSummary(name), view: fixtureView(name) }
  if (shoot === undefined) return problem(response, 404, 'There is no such shoot.')
  if (part === '/spend') return json(response, fixtureSpend(shoot.view))
  if (part === undefined) return json(response, shoot)
  if (name === 'deleted') return problem(response, 404, 'There is no such shoot.')
  if (name === 'unreachable') return problem(response, 503, 'The server is busy.')
  stream(request, response, name)
}

/** Stays open as the real one does; the `streaming` fixture goes on saying its words. */
function stream(request: IncomingMessage, response: ServerResponse, name?: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': open\n\n')
  if (name !== 'streaming') return
  let seq = Math.max(Number(request.headers['last-event-id'] ?? 0), fixtureLogs.streaming?.length ?? 0)
  const timer = setInterval(() => {
    seq += 1
    const event: SessionEvent = { type: 'text_delta', text: streamedWords[seq % streamedWords.length] ?? '' }
    response.write(`id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`)
  }, TOKEN_MS)
  response.on('close', () => clearInterval(timer))
}

/** All that the fixtures and the recording have, by id. */
const assets: SessionView['assets'] = Object.assign(
  {},
  ...FIXTURES.map((name) => fixtureView(name).assets),
  ...[...recordings.values()].map(({ view }) => view.assets),
)

/** By ranges, without which a browser does not seek. */
async function media(request: IncomingMessage, response: ServerResponse, assetId: string): Promise<void> {
  const asset = assets[assetId]
  if (asset === undefined) return problem(response, 404, 'There is no such file.')
  const { path, contentType } = fixtureFile(asset)
  const bytes = await readFile(path)
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (range === null) return void response.writeHead(200, { 'content-type': contentType }).end(bytes)
  const [, first = '0', last = ''] = range
  const end = last === '' ? bytes.length - 1 : Number(last)
  const part = bytes.subarray(Number(first), end + 1)
  response.writeHead(206, {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'content-length': part.length,
    'content-range': `bytes ${first}-${end}/${bytes.length}`,
  })
  response.end(part)
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function problem(response: ServerResponse, status: number, detail: string): void {
  const hint = 'Start the whole product to go on.'
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title: 'Not here', status, code: 'fixture', detail, hint }))
}
