/** @module Turns in containers, over real workerd and the package's own `getSandbox`: a namespace of stand-ins behind it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Health, type LoggedEvent, type RunnerLine, TurnStarted } from '@fashion-shoot/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { post, readEvents, viewOf } from '../../test/client.ts'
import type { StandInSandbox } from '../../test/StandInSandbox.ts'
import { type StandInSandboxes, startStandInSandboxes } from '../../test/startStandInSandboxes.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let platform: StandInSandboxes
let worker: RunningWorker | undefined
let api: string

const stateDir = mkdtempSync(join(tmpdir(), 'worker-'))

beforeAll(async () => {
  platform = await startStandInSandboxes()
  await deploy()
})
afterAll(async () => {
  await worker?.close()
  await platform.close()
  rmSync(stateDir, { recursive: true, force: true })
})

/** Starts the Worker, or starts it anew: every object and every stream is gone then, and the containers stay as they are. */
async function deploy(): Promise<void> {
  await worker?.close()
  for (const sandbox of platform.sandboxes.values()) sandbox.restartObject()
  const SANDBOX = { className: 'StandIn', scriptName: 'sandboxes' }
  worker = await startWorker({}, stateDir, (ours) => [
    { ...ours, durableObjects: { ...ours.durableObjects, SANDBOX } },
    platform.worker,
  ])
  api = `${worker.url}/api`
}
afterEach(() => {
  platform.full = false
})

const token = (d: string): RunnerLine => ({ t: 'token', d })
const DONE: RunnerLine = { t: 'done', end: 'completed' }
const isComplete = ({ event }: LoggedEvent) => event.type === 'complete'
const follow = (id: string, after: number) => fetch(`${api}/sessions/${id}/events?after=${after}`)
const statuses = (log: LoggedEvent[]) => log.flatMap(({ event }) => (event.type === 'status' ? event.message : []))
const words = (log: LoggedEvent[]) => log.flatMap(({ event }) => (event.type === 'text_delta' ? event.text : []))

async function newSession(): Promise<string> {
  return String(((await (await post(`${api}/sessions`, {})).json()) as { id: string }).id)
}

/** Starts a turn whose runner plays these steps. */
async function begin(id: string, steps: object[]): Promise<TurnStarted> {
  return TurnStarted.parse(await (await post(`${api}/sessions/${id}/turns`, { prompt: JSON.stringify(steps) })).json())
}

/** The stand-in that came to be while the function ran. */
async function newSandbox(run: () => Promise<unknown>): Promise<StandInSandbox> {
  const before = new Set(platform.sandboxes.keys())
  await run()
  const [sandbox] = [...platform.sandboxes].flatMap(([id, one]) => (before.has(id) ? [] : one))
  if (sandbox === undefined) throw new Error('No Sandbox object was asked for anything.')
  return sandbox
}

describe('a turn in a container', () => {
  it('starts one for the session, says so, and keeps it for the next turn', async () => {
    const id = await newSession()
    let log: LoggedEvent[] = []
    const sandbox = await newSandbox(async () => {
      const { after } = await begin(id, [{ say: token('one') }, { say: DONE }])
      log = await readEvents(await follow(id, after), isComplete)
    })
    expect(statuses(log)).toEqual(['Calling the director…', 'Starting a sandbox for the director…'])
    expect(words(log)).toEqual(['one'])
    const second = await begin(id, [{ say: token('two') }, { say: DONE }])
    const rest = await readEvents(await follow(id, second.after), isComplete)
    expect([statuses(rest), words(rest)]).toEqual([['Calling the director…'], ['two']])
    expect(sandbox.asked).toMatchObject({ wakes: 1, coldFetches: 0, processIds: [expect.any(String)] })
  })

  it('goes on after a deploy has started the Session object and the Sandbox object anew, in the same container', async () => {
    const id = await newSession()
    let log: LoggedEvent[] = []
    const sandbox = await newSandbox(async () => {
      const { after } = await begin(id, [
        { say: token('one') },
        { sleepMs: 1500 },
        { say: token('two') },
        { say: DONE },
      ])
      await readEvents(await follow(id, after), ({ event }) => event.type === 'text_delta')
      await deploy()
      log = await readEvents(await follow(id, after), isComplete)
    })
    expect(words(log)).toEqual(['one', 'two'])
    expect(log.some(({ event }) => event.type === 'error')).toBe(false)
    expect(sandbox.asked.processIds).toHaveLength(1)
  })

  it('keeps its container awake to its end, and finds another when that has gone to sleep', async () => {
    const id = await newSession()
    let log: LoggedEvent[] = []
    const sandbox = await newSandbox(async () => {
      const { after } = await begin(id, [{ say: token('one') }, { sleepMs: 500 }, { say: token('two') }, { say: DONE }])
      await readEvents(await follow(id, after), ({ event }) => event.type === 'text_delta')
      for (const one of platform.sandboxes.values()) await one.sleepUnlessInUse()
      log = await readEvents(await follow(id, after), isComplete)
    })
    expect(words(log)).toEqual(['one', 'two'])
    expect(sandbox.asked.processIds).toHaveLength(1)
    await sandbox.sleepUnlessInUse()
    expect(sandbox.container).toBeNull()
    const { after } = await begin(id, [{ say: token('three') }, { say: DONE }])
    expect(words(await readEvents(await follow(id, after), isComplete))).toEqual(['three'])
  })

  it('goes on in another container when its own is replaced in mid-turn, and when the host in it is killed', async () => {
    const id = await newSession()
    const steps = [{ say: token('one') }, { sleepMs: 700 }, { say: token('two') }, { say: DONE }]
    let log: LoggedEvent[] = []
    const sandbox = await newSandbox(async () => {
      const { after } = await begin(id, steps)
      await readEvents(await follow(id, after), ({ event }) => event.type === 'text_delta')
      for (const one of platform.sandboxes.values()) await one.sleep()
      log = await readEvents(await follow(id, after), isComplete)
    })
    expect(log.some(({ event }) => event.type === 'error')).toBe(false)
    const goneOn = [{ kind: 'person' }, { kind: 'director', text: 'onetwo' }, { kind: 'resumption' }]
    expect(viewOf(log).conversation).toMatchObject(goneOn)
    const { after } = await begin(id, steps)
    await readEvents(await follow(id, after), ({ event }) => event.type === 'text_delta')
    await sandbox.container?.killProcesses()
    const next = await readEvents(await follow(id, after), isComplete)
    expect(next.some(({ event }) => event.type === 'error')).toBe(false)
    expect(viewOf(next).conversation).toMatchObject(goneOn)
  })

  it('waits in line where all containers are taken, tells the person, and begins when one is free', async () => {
    platform.full = true
    const id = await newSession()
    const { after } = await begin(id, [{ say: token('at last') }, { say: DONE }])
    const inLine = ({ event }: LoggedEvent) => event.type === 'status' && event.message.includes('waits in line')
    await readEvents(await follow(id, after), inLine)
    platform.full = false
    const log = await readEvents(await follow(id, after), isComplete)
    expect(words(log)).toEqual(['at last'])
    expect(log.filter(inLine)).toHaveLength(1)
  })

  it('leaves the line when the person stops it', async () => {
    platform.full = true
    const id = await newSession()
    const { after } = await begin(id, [{ say: DONE }])
    await readEvents(await follow(id, after), ({ event }) => event.type === 'status' && /in line/.test(event.message))
    expect((await post(`${api}/sessions/${id}/cancel`, {})).status).toBe(202)
    const log = await readEvents(await follow(id, after), isComplete)
    expect(log.some(({ event }) => event.type === 'error')).toBe(false)
    // What is said next begins with the next question for a container, at the latest.
    platform.full = false
    const next = await begin(id, [{ say: token('next') }, { say: DONE }])
    expect(words(await readEvents(await follow(id, next.after), isComplete))).toEqual(['next'])
  })

  it('has its container ended when the shoot is deleted', async () => {
    const id = await newSession()
    const sandbox = await newSandbox(async () => {
      const { after } = await begin(id, [{ say: DONE }])
      await readEvents(await follow(id, after), isComplete)
    })
    expect(sandbox.container).not.toBeNull()
    expect((await fetch(`${api}/sessions/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(sandbox.container).toBeNull()
  })

  it('shows in health that a start has failed, for as long as that says something of the next', async () => {
    const database = await worker?.database()
    const failedAt = async (ms: number) => {
      const failed = `INSERT OR REPLACE INTO part_reports VALUES ('sandbox', 0, 'the last start of a container failed', ?)`
      await database?.prepare(failed).bind(new Date(ms).toISOString()).run()
    }
    const before = await database?.prepare('SELECT * FROM part_reports').first()
    await failedAt(Date.now())
    const down = await fetch(`${api}/health`)
    expect(down.status).toBe(503)
    expect(Health.parse(await down.json()).parts.sandbox).toMatchObject({ state: 'down' })
    await failedAt(Date.now() - 10 * 60_000)
    const past = Health.parse(await (await fetch(`${api}/health`)).json())
    expect(past.parts.sandbox).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('the next turn tries again'),
    })
    const put = database?.prepare('INSERT OR REPLACE INTO part_reports VALUES (?, ?, ?, ?)')
    await put?.bind(before?.part, before?.ok, before?.message, before?.at).run()
    // A new isolate: what is well is kept for some seconds.
    await deploy()
  })

  it('shows in health how the last start went, without starting another', async () => {
    const before = platform.sandboxes.size
    const { parts } = Health.parse(await (await fetch(`${api}/health`)).json())
    // Its bucket holds nothing that the mount could read.
    expect(parts.sandbox).toEqual({
      state: 'ok',
      mode: 'live',
      message: 'ready; the bucket is not mounted, so files are read through the gateway',
    })
    expect(platform.sandboxes.size).toBe(before)
  })
})
