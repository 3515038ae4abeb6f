/** @module The API as the page sees it, with one shoot at every point that looks different, and nothing behind it. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  CLIP_MODELS,
  type Estimate,
  IMAGE_RATIOS,
  LOCAL_OWNER,
  type Me,
  type SessionEvent,
} from '@fashion-shoot/protocol'
import { fixtureClip } from './fixtureClip.ts'
import { demoHealth } from './fixtureHealth.ts'
import { fixtureLogs, streamedWords } from './fixtureLog.ts'
import { FIXTURES, fixtureSession, fixtureSpend, fixtureSummary, fixtureView } from './fixtureShoot.ts'

const SAMPLES = ['model.png', 'garment.png', 'accessory.png', 'location.jpg'] as const

/** ms between two tokens of the `streaming` fixture */
const TOKEN_MS = 60

const estimate: Estimate = {
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  stages: { hero: 0.15, contact_sheet: 0.15, frames: 0, clips: 1.75, film: 0 },
  totalUsd: 2.05,
  budgetUsd: 10,
  choices: {
    imageModels: [
      { model: 'nano-banana-pro', resolutions: ['1K', '2K', '4K'], ratios: [...IMAGE_RATIOS] },
      { model: 'flux-2-pro', resolutions: ['1K', '2K'], ratios: [...IMAGE_RATIOS] },
      { model: 'gpt-image-1.5', resolutions: ['1K', '2K'], ratios: ['3:2', '1:1', '2:3'] },
    ],
    clipModels: [...CLIP_MODELS],
  },
}

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
  if (pathname === '/api/estimate') return json(response, estimate)
  if (pathname === '/api/me') return json(response, { owner: LOCAL_OWNER } satisfies Me)
  if (pathname === '/api/sessions') return json(response, { sessions: FIXTURES.map(fixtureSummary), nextCursor: null })
  const [, kind, id, part] = /^\/api\/(sessions|media)\/([^/]+)(\/events|\/spend)?$/.exec(pathname) ?? []
  if (kind === 'media') return media(request, response, id ?? '')
  const name = FIXTURES.find((one) => fixtureSession(one) === id)
  if (name === undefined) return problem(response, 404, 'There is no such shoot.')
  if (part === '/spend') return json(response, fixtureSpend(name))
  if (part === undefined) return json(response, { session: fixtureSummary(name), view: fixtureView(name) })
  if (name === 'deleted') return problem(response, 404, 'There is no such shoot.')
  if (name === 'unreachable') return problem(response, 503, 'The server is busy.')
  stream(request, response, name)
}

/** Stays open as the real one does; the `streaming` fixture goes on saying its words. */
function stream(request: IncomingMessage, response: ServerResponse, name: string): void {
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

/** The ids of all clips and films. */
const videos = new Set(
  FIXTURES.flatMap((name) => Object.values(fixtureView(name).assets))
    .filter(({ contentType }) => contentType === 'video/mp4')
    .map(({ id }) => id),
)

/** The samples stand in for all pictures, and one clip for all that moves. */
async function media(request: IncomingMessage, response: ServerResponse, assetId: string): Promise<void> {
  if (videos.has(assetId)) return video(request, response)
  const sample = SAMPLES[(Number(assetId.slice(-4)) + SAMPLES.length - 1) % SAMPLES.length] ?? SAMPLES[0]
  const bytes = await readFile(new URL(`../../samples/${sample}`, import.meta.url))
  response.writeHead(200, { 'content-type': sample.endsWith('png') ? 'image/png' : 'image/jpeg' }).end(bytes)
}

/** By ranges, without which a browser does not seek. */
async function video(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await fixtureClip()
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const end = last === '' ? bytes.length - 1 : Number(last)
  const part = bytes.subarray(Number(first), end + 1)
  response.writeHead(206, {
    'content-type': 'video/mp4',
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
