import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { SessionSummary } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { Api } from './Api.ts'
import { plainScreen } from './plainScreen.ts'
import { runShoot } from './runShoot.ts'
import { ShootFolder } from './ShootFolder.ts'

const SESSION = '0b2f0f2e-43c1-4c39-9a55-7d1c35d2f9a4'
const at = '2026-01-01T00:00:00.000Z'
const PICTURE = 'a picture'
const assetId = (n: number) => `out_00000000-0000-4000-8000-00000000000${n}`
const session: SessionSummary = {
  id: SESSION,
  title: 'Dusk',
  stops: 'every_stage',
  stage: null,
  coverAssetId: null,
  spentUsd: 0,
  running: false,
  archived: false,
  createdAt: at,
  updatedAt: at,
}

/** What a run says of a shoot with this log. */
async function runOver(log: unknown[]) {
  const server = createServer((request, response) => {
    if (request.url?.includes('/media/')) return response.end(PICTURE)
    if (!request.url?.includes('/events')) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ session, view: { lastSeq: log.length } }))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const [index, event] of log.entries()) response.write(`id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const folder = await mkdtemp(join(tmpdir(), 'shoot-'))
  const out = new PassThrough()
  try {
    const outcome = await runShoot({
      api: new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch),
      folder: new ShootFolder(folder),
      screen: plainScreen(out),
      arguments: { resume: SESSION, prompt: null, references: [], yes: false, approve: false, runToEnd: false },
      interactive: false,
      signal: AbortSignal.timeout(10_000),
      demo: true,
      onSession: () => {},
    })
    return { outcome, words: String(out.read() ?? '') }
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true })
  }
}

it('resumes a shoot whose log ends with events that only a newer program knows', async () => {
  const { outcome } = await runOver([
    { type: 'error', code: 'x', message: 'It broke.', hint: 'Try again.', retryable: true },
    { type: 'complete', awaitingInput: false },
    { type: 'applause' },
  ])
  expect(outcome).toEqual({ film: false, reason: 'It broke. Try again.' })
})

it('says what was made from versions that no longer count', async () => {
  const made = (n: number, slot: string, version: number, madeFrom: number[]) => ({
    type: 'asset',
    asset: {
      id: assetId(n),
      sessionId: SESSION,
      slot,
      version,
      role: null,
      fileName: `${slot}.png`,
      contentType: 'image/png',
      bytes: PICTURE.length,
      sha256: createHash('sha256').update(PICTURE).digest('hex'),
      width: 3,
      height: 2,
      durationSeconds: null,
      madeFrom: madeFrom.map(assetId),
      jobId: null,
      createdAt: at,
    },
  })
  const { words } = await runOver([
    made(1, 'hero', 1, []),
    made(2, 'contact_sheet', 1, [1]),
    made(3, 'frame_1', 1, [2]),
    made(4, 'hero', 2, [1]),
    { type: 'complete', awaitingInput: false },
  ])
  expect(words).toContain('Made from versions that no longer count: contact sheet, frame 1')
})
