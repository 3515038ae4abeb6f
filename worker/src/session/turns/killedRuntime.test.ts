import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoggedEvent, type RunnerLine, type SessionView, TurnStarted } from '@fashion-shoot/protocol'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { post, readEvents, viewOf } from '../../../test/client.ts'
import { type ScriptedHost, startScriptedHost } from '../../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../../test/startWorker.ts'

// workerd gets a SIGKILL in the middle of a turn, and comes back with nothing but its disk.

let host: ScriptedHost
let worker: RunningWorker
let api: string
let stateDir: string

beforeAll(async () => {
  host = await startScriptedHost()
  stateDir = await mkdtemp(join(tmpdir(), 'killed-'))
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token }, stateDir)
  api = `${worker.url}/api`
})
afterEach(() => {
  host.isDeaf = false
})
afterAll(async () => {
  await worker.close()
  await host.close()
  await rm(stateDir, { recursive: true, force: true })
})

const DONE: RunnerLine = { t: 'done', end: 'completed' }
const isComplete = ({ event }: LoggedEvent) => event.type === 'complete'
const isToken = ({ event }: LoggedEvent) => event.type === 'text_delta'
const events = (id: string, isEnough: (event: LoggedEvent) => boolean, after = 0) =>
  fetch(`${api}/sessions/${id}/events?after=${after}`).then((response) => readEvents(response, isEnough))
const view = async (id: string) => ((await (await fetch(`${api}/sessions/${id}`)).json()) as { view: SessionView }).view

/** A session whose turn has said one word, and says what the test says next. */
async function speaking(word: string) {
  const held = Promise.withResolvers<(line: RunnerLine) => void>()
  host.script = async (_, write) => held.resolve(write)
  const { id } = (await (await post(`${api}/sessions`, {})).json()) as { id: string }
  const started = await post(`${api}/sessions/${id}/turns`, { prompt: 'go' })
  const { turnId } = TurnStarted.parse(await started.json())
  const write = await held.promise
  write({ t: 'token', d: word })
  await events(id, isToken)
  return { id, turnId, write }
}

it('reads the journal on from the last line that was stored, without being asked by anybody', async () => {
  const { id, turnId, write } = await speaking('One ')
  await worker.killRuntime()
  write({ t: 'token', d: 'two ' })
  write({ t: 'token', d: 'three.' })
  write({ t: 'assistant', d: 'One two three.' })
  write(DONE)
  // Woken by its alarm and nothing else.
  const timesFollowed = () => host.followed.filter((one) => one === turnId).length
  await expect.poll(timesFollowed, { timeout: 30_000 }).toBeGreaterThan(1)
  const log = await events(id, isComplete)
  expect(viewOf(log).conversation).toMatchObject([{ kind: 'person' }, { kind: 'director', text: 'One two three.' }])
  expect(host.turns.filter((turn) => turn.turnId === turnId)).toHaveLength(1)
}, 60_000)

it('gives a listener that comes back exactly what was missed', async () => {
  const { id, write } = await speaking('One ')
  const before = await events(id, isToken)
  await worker.killRuntime()
  write({ t: 'token', d: 'two.' })
  write({ t: 'assistant', d: 'One two.' })
  write(DONE)
  const after = await events(id, isComplete, before.at(-1)?.seq)
  const all = [...before, ...after]
  expect(all.map(({ seq }) => seq)).toEqual([...new Set(all.map(({ seq }) => seq))])
  expect(viewOf(all)).toEqual(viewOf(await events(id, isComplete)))
  expect(viewOf(all).conversation).toMatchObject([{ kind: 'person' }, { kind: 'director', text: 'One two.' }])
}, 60_000)

it('stops what was to be stopped: the host hears of it, or the turn ends without it', async () => {
  const { id, turnId } = await speaking('On and on')
  host.isDeaf = true
  await post(`${api}/sessions/${id}/cancel`, {})
  await worker.killRuntime()
  const heard = host.cancelled.length
  expect((await view(id)).running).toBe(true)
  await expect.poll(() => host.cancelled.length).toBeGreaterThan(heard)
  await worker.queryObject(id, 'UPDATE turns SET stop_asked_at = 0')
  await worker.killRuntime()
  expect((await view(id)).running).toBe(false)
  host.script = async (_, write) => write(DONE)
  const { after } = TurnStarted.parse(await (await post(`${api}/sessions/${id}/turns`, { prompt: 'and now?' })).json())
  expect((await events(id, isComplete, after)).at(-1)?.event.type).toBe('complete')
  expect(host.turns.filter((turn) => turn.turnId === turnId)).toHaveLength(1)
}, 60_000)
