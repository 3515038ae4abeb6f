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

it('resumes a shoot whose log ends with events that only a newer program knows', async () => {
  const log = [
    { type: 'error', code: 'x', message: 'It broke.', hint: 'Try again.', retryable: true },
    { type: 'complete', awaitingInput: false },
    { type: 'applause' },
  ]
  const server = createServer((request, response) => {
    if (!request.url?.includes('/events')) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ session, view: { lastSeq: log.length } }))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const [index, event] of log.entries()) response.write(`id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const folder = await mkdtemp(join(tmpdir(), 'shoot-'))
  try {
    const outcome = await runShoot({
      api: new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch),
      folder: new ShootFolder(folder),
      screen: plainScreen(new PassThrough()),
      arguments: { resume: SESSION, prompt: null, references: [], yes: false, approve: false, runToEnd: false },
      interactive: false,
      signal: AbortSignal.timeout(10_000),
      demo: true,
      onSession: () => {},
    })
    expect(outcome).toEqual({ film: false, reason: 'It broke. Try again.' })
  } finally {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true })
  }
})
