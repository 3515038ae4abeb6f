import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JournalLine, newId, type RunnerLine } from '@fashion-shoot/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StandInSandbox } from '../../test/StandInSandbox.ts'
import { AgentHost } from './AgentHost.ts'
import { CloudflareHostDriver } from './CloudflareHostDriver.ts'
import type { HostDriver } from './HostDriver.ts'
import { LocalHostDriver } from './LocalHostDriver.ts'
import { StorageMount } from './StorageMount.ts'

const root = join(import.meta.dirname, '../../..')
const NOBODY_WAITS = { say: () => {}, isWanted: () => true }

/** A session's way to a host, as whoever sets the world up has it. */
type World = {
  driver: HostDriver
  sessionId: string
  /** Cuts every stream that is open, as a deploy does. */
  cutStreams(): void
  /** Whether anything of the session is left where its turns ran. */
  isAnythingLeft(): boolean
  close(): Promise<void>
}

async function localWorld(): Promise<World> {
  const workDir = mkdtempSync(join(tmpdir(), 'host-'))
  const host: ChildProcess = spawn(process.execPath, [join(root, 'sandbox/dist/host.js')], {
    env: {
      PATH: process.env.PATH,
      HOST_TOKEN: 'secret',
      AGENT_DIR: join(root, 'agent'),
      RUNNER: join(root, 'sandbox/test/scriptedRunner.ts'),
      WORK_DIR: workDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [ready] = await once(host.stdout as NonNullable<typeof host.stdout>, 'data')
  const sessionId = crypto.randomUUID()
  const driver = new LocalHostDriver({
    hostUrl: `http://127.0.0.1:${JSON.parse(String(ready)).port}`,
    hostToken: 'secret',
    gatewayUrl: 'http://127.0.0.1:1/gateway',
    sessionId,
  })
  const streams = new Set<AbortController>()
  return {
    // What cuts the streams of a local host is the Worker's own restart: the connection is gone from this side.
    driver: {
      gatewayUrl: driver.gatewayUrl,
      ready: () => driver.ready(),
      fetch: (path, init) => {
        const cut = new AbortController()
        streams.add(cut)
        return driver.fetch(path, { ...init, signal: cut.signal })
      },
      remove: () => driver.remove(),
    },
    sessionId,
    cutStreams: () => {
      for (const cut of streams) cut.abort()
    },
    isAnythingLeft: () => existsSync(join(workDir, sessionId)),
    close: async () => {
      const ended = once(host, 'exit')
      host.kill('SIGTERM')
      await ended
      rmSync(workDir, { recursive: true, force: true })
    },
  }
}

async function cloudflareWorld(): Promise<World> {
  const sandbox = new StandInSandbox(async () => [])
  const bucket = { head: async () => ({}) } as unknown as R2Bucket
  const driver = new CloudflareHostDriver({
    sandbox: () => sandbox,
    hostToken: async () => 'secret',
    mount: new StorageMount(() => sandbox, bucket, { bucket: 'STORAGE', options: { readOnly: true } }),
    report: async () => {},
  })
  return {
    driver,
    sessionId: crypto.randomUUID(),
    cutStreams: () => sandbox.restartObject(),
    isAnythingLeft: () => sandbox.container !== null,
    close: () => sandbox.sleep(),
  }
}

describe.each([
  ['a process on loopback', localWorld],
  ['a container', cloudflareWorld],
])('an agent host that is %s', (_, open) => {
  let world: World
  let host: AgentHost
  beforeEach(async () => {
    world = await open()
    host = new AgentHost(world.driver)
    await world.driver.ready(NOBODY_WAITS)
  })
  afterEach(() => world.close())

  const start = async (steps: object[]): Promise<string> => {
    const turnId = newId('turn')
    await host.startTurn({
      turnId,
      sessionId: world.sessionId,
      prompt: JSON.stringify(steps),
      gatewayUrl: world.driver.gatewayUrl,
      gatewayToken: 'token',
      model: 'model',
    })
    return turnId
  }
  const linesAfter = (turnId: string, after: number) =>
    host.lines({ turnId, attempt: 1, after }, new AbortController().signal)
  const read = async (turnId: string, after = 0, upTo = Number.POSITIVE_INFINITY): Promise<JournalLine[]> => {
    const lines: JournalLine[] = []
    for await (const some of linesAfter(turnId, after)) if (lines.push(...some) >= upTo) break
    return lines.slice(0, upTo)
  }
  const token = (d: string): RunnerLine => ({ t: 'token', d })
  const DONE: RunnerLine = { t: 'done', end: 'completed' }

  it('answers, and runs a turn whose lines can be read from any number on', async () => {
    expect(await host.health()).toMatchObject({ ok: true })
    const turnId = await start([{ say: token('one') }, { say: token('two') }, { say: DONE }])
    const lines = await read(turnId)
    expect(lines.map(({ n }) => n)).toEqual(lines.map((_line, index) => index + 1))
    expect(lines.map(({ line }) => line)).toEqual(expect.arrayContaining([token('one'), token('two'), DONE]))
    expect(await read(turnId, 1)).toEqual(lines.slice(1))
  })

  it('goes on with a turn whose stream is cut, from the last line that was read', async () => {
    const turnId = await start([{ say: token('one') }, { sleepMs: 400 }, { say: token('two') }, { say: DONE }])
    const before: JournalLine[] = []
    const cut = (async () => {
      for await (const some of linesAfter(turnId, 0)) {
        before.push(...some)
        world.cutStreams()
      }
    })()
    await expect(cut).rejects.toThrow()
    await world.driver.ready(NOBODY_WAITS)
    const after = await read(turnId, before.length)
    const all = [...before, ...after]
    expect(all.map(({ n }) => n)).toEqual(all.map((_line, index) => index + 1))
    expect(all.map(({ line }) => line).slice(-3)).toEqual([token('one'), token('two'), DONE])
  })

  it('starts a turn once, however often it is asked to', async () => {
    const steps = [{ say: token('once') }, { sleepMs: 200 }, { say: DONE }]
    const turnId = await start(steps)
    const { gatewayUrl } = world.driver
    const again = { turnId, sessionId: world.sessionId, prompt: JSON.stringify(steps), gatewayUrl }
    await host.startTurn({ ...again, gatewayToken: 'token', model: 'model' })
    expect((await read(turnId)).filter(({ line }) => line.t === 'token')).toHaveLength(1)
  })

  it('stops a turn', async () => {
    const turnId = await start([
      { say: token('one') },
      { waitForStop: true },
      { say: { t: 'done', end: 'interrupted' } },
    ])
    await read(turnId, 0, 1)
    await host.cancel(turnId)
    expect((await read(turnId)).at(-1)?.line).toEqual({ t: 'done', end: 'interrupted' })
  })

  it('leaves nothing of a session that is removed', async () => {
    await read(await start([{ say: DONE }]))
    expect(world.isAnythingLeft()).toBe(true)
    await world.driver.remove()
    expect(world.isAnythingLeft()).toBe(false)
  })
})
