import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { SessionSummary } from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import { Api } from './Api.ts'
import { howToGoOn } from './howToGoOn.ts'
import { plainScreen } from './plainScreen.ts'
import { type RunState, runShoot } from './runShoot.ts'
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
  coverHasPreview: false,
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  resolution: '2K',
  budgetUsd: 10,
  spentUsd: 0,
  running: false,
  archived: false,
  createdAt: at,
  updatedAt: at,
}

const NONE = { stops: null, budgetUsd: null, imageModel: null, clipModel: null }

const checkpoint = (stage: 'hero' | 'contact_sheet', n: number) => ({
  type: 'checkpoint',
  checkpoint: {
    id: `cp_00000000-0000-4000-8000-00000000000${n}`,
    stage,
    state: 'pending',
    turnId: 'turn_00000000-0000-4000-8000-000000000001',
    assetIds: [],
    note: null,
    createdAt: at,
    decidedAt: null,
  },
})

/** What a run says and decides over a shoot with this log, of which `past` events are there when it begins. */
async function runOver(log: unknown[], { past = log.length, approve = false, yes = false } = {}) {
  const decided: string[] = []
  const server = createServer((request, response) => {
    if (request.url?.includes('/media/')) return response.end(PICTURE)
    if (request.method === 'POST') {
      decided.push(request.url ?? '')
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ turnId: 'turn_00000000-0000-4000-8000-000000000002', after: 3 }))
    }
    if (!request.url?.includes('/events')) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify({ session, view: { lastSeq: past } }))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const [index, event] of log.entries()) response.write(`id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const folder = await mkdtemp(join(tmpdir(), 'shoot-'))
  const out = new PassThrough()
  const states: RunState[] = []
  try {
    const outcome = await runShoot({
      api: new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch),
      folder: new ShootFolder(folder, 'npx shoot'),
      screen: plainScreen(out),
      arguments: { resume: SESSION, prompt: null, references: [], yes, approve, ...NONE },
      interactive: false,
      signal: AbortSignal.timeout(10_000),
      demo: true,
      onState: (state) => states.push(state),
    })
    return { outcome, words: String(out.read() ?? ''), decided, states }
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
  expect(outcome).toEqual({ film: false, reason: 'It broke. Try again.', isShown: false })
})

it('says what a shoot lacks that has stopped for want of a budget, once, and how to go on with enough', async () => {
  const shortfall = { neededUsd: 1.75, spentUsd: 0.3, budgetUsd: 0.45, leftUsd: 0.15, enoughUsd: 3 }
  const message = "Five clips cost $1.75; $0.15 of this shoot's budget is left."
  const error = { type: 'error', code: 'over_budget', message, hint: 'Raise it.', retryable: true, shortfall }
  const turnId = 'turn_00000000-0000-4000-8000-000000000001'
  const stopped = [
    { type: 'session_init', sessionId: SESSION, turnId },
    { type: 'user_message', turnId, text: 'Go.', at },
    error,
    { type: 'complete', awaitingInput: false },
  ]
  const { outcome, words, states } = await runOver(stopped, { past: 1 })
  expect(words.split(message)).toHaveLength(2)
  expect(outcome).toMatchObject({ film: false, isShown: true })
  const goOn = (state: RunState | undefined) =>
    howToGoOn({ command: 'npx shoot', out: 'my shoot', yes: true, server: null, state: state ?? null })
  expect(goOn(states.at(-1))).toBe(
    `Go on with:\n  npx shoot --resume ${SESSION} --out 'my shoot' --budget 3 --yes "try again"\n`,
  )
  const raised = await runOver([...stopped, { type: 'budget', budgetUsd: 3 }])
  expect(goOn(raised.states.at(-1))).toMatch(/'my shoot' --yes "try again"\n$/)

  // The same where it was a change to what waits once more since then, which nobody has approved as it is.
  const redo = [...stopped.slice(0, -1), checkpoint('hero', 1), { type: 'complete', awaitingInput: true }]
  const waiting = await runOver(redo, { past: 1, yes: true })
  expect(waiting).toMatchObject({ outcome: { film: false, isShown: true }, decided: [] })
  const again = `  npx shoot --resume ${SESSION} --out 'my shoot' --budget 3 `
  const ways = ['--yes "try again"', '--approve', '--yes', '--yes "what to change"']
  expect(goOn(waiting.states.at(-1))).toBe(`Go on with one of:\n${ways.map((way) => `${again}${way}\n`).join('')}`)
  const approved = { ...checkpoint('hero', 1).checkpoint, state: 'approved' }
  const after = [
    { type: 'checkpoint', checkpoint: approved },
    { type: 'complete', awaitingInput: false },
  ]
  const raisedThen = [...redo, { type: 'budget', budgetUsd: 3 }]
  const enough = await runOver([...raisedThen, ...after], { yes: true, past: raisedThen.length })
  expect(enough.decided).toEqual([expect.stringMatching(/checkpoints\/cp_.*1$/)])
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

describe('--approve', () => {
  const stop = { type: 'complete', awaitingInput: true }
  const begin = { type: 'session_init', sessionId: SESSION, turnId: 'turn_00000000-0000-4000-8000-000000000001' }

  it('approves nothing that comes after it was said, and says so', async () => {
    const { outcome, words, decided, states } = await runOver([begin, checkpoint('contact_sheet', 1), stop], {
      past: 1,
      approve: true,
    })
    expect(outcome).toMatchObject({ film: false, reason: expect.stringContaining('contact sheet') })
    expect(words).toContain('--approve approves nothing')
    expect(decided).toEqual([])
    expect(states.map(({ waits }) => waits)).toEqual([false, false, false, true])
  })

  it('approves what waits, and stops at the next', async () => {
    const log = [begin, checkpoint('hero', 1), stop, begin, checkpoint('contact_sheet', 2), stop]
    const { outcome, decided } = await runOver(log, { past: 3, approve: true })
    expect(outcome).toMatchObject({ film: false, reason: expect.stringContaining('contact sheet') })
    expect(decided).toEqual([expect.stringMatching(/checkpoints\/cp_.*1$/)])
  })
})
