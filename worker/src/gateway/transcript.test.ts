import { Problem } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let host: ScriptedHost
let worker: RunningWorker
let turn: OpenTurn

beforeAll(async () => {
  host = await startScriptedHost()
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
})
beforeEach(async () => {
  turn = await openTurn(`${worker.url}/api`, host, 'go')
})
afterAll(async () => {
  await worker.close()
  await host.close()
})

type Entry = { type: string; uuid?: string; text?: string }
const entry = (text: string, uuid: string = crypto.randomUUID()): Entry => ({ type: 'user', uuid, text })
const linesOf = (entries: Entry[]) => entries.map((each) => `${JSON.stringify(each)}\n`).join('')

/** Reads the transcript as a runner that takes it over, or that had it before. */
async function open(writer: string = crypto.randomUUID()): Promise<{ writer: string; entries: Entry[] }> {
  const response = await turn.call(`/transcript?writer=${writer}`)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return { writer, entries: lines.map((line) => JSON.parse(line)) }
}
const append = (writer: string, batch: number, entries: Entry[]) =>
  turn.call(`/transcript?writer=${writer}&batch=${batch}`, { method: 'POST', body: linesOf(entries) })

describe('the transcript', () => {
  it('comes back entry by entry as it was written, whoever reads it', async () => {
    const { writer, entries } = await open()
    expect(entries).toEqual([])
    const first = [entry('one\n\u2028👗'), { type: 'mode' }, { type: 'mode' }]
    const second = [entry('x'.repeat(3_400_000)), entry('漢'.repeat(700_000))]
    expect((await append(writer, 1, first)).status).toBe(204)
    expect((await append(writer, 2, second)).status).toBe(204)
    expect((await open()).entries).toEqual([...first, ...second])
  })

  it('takes a batch once, and an entry once', async () => {
    const { writer } = await open()
    const [one, two] = [entry('one'), entry('two')]
    await append(writer, 1, [one, { type: 'mode' }])
    await append(writer, 1, [one, { type: 'mode' }])
    await append(writer, 2, [one, two])
    expect((await open()).entries).toEqual([one, { type: 'mode' }, two])
  })

  it('is written by the one who has read it last', async () => {
    const [old, fresh] = [await open(), await open()]
    const refused = await append(old.writer, 1, [entry('late')])
    expect(Problem.parse(await refused.json())).toMatchObject({ status: 409, code: 'transcript_replaced' })
    expect((await append(fresh.writer, 1, [entry('on')])).status).toBe(204)
    expect((await open()).entries).toMatchObject([{ text: 'on' }])
  })

  it('is forgotten when asked to, and begins anew', async () => {
    const { writer } = await open()
    await append(writer, 1, [entry('before')])
    expect((await turn.call(`/transcript?writer=${writer}`, { method: 'DELETE' })).status).toBe(204)
    await append(writer, 2, [entry('after')])
    expect((await open()).entries).toMatchObject([{ text: 'after' }])
  })

  it('forgets a conversation that becomes too long', async () => {
    const { writer } = await open()
    await append(writer, 1, [entry('before')])
    expect((await append(writer, 2, [entry('x'.repeat(25 * 1024 * 1024))])).status).toBe(204)
    expect((await append(writer, 3, [entry('after')])).status).toBe(204)
    expect((await open()).entries).toEqual([])
  })

  it('wants to know who writes', async () => {
    expect((await turn.call('/transcript?writer=nobody')).status).toBe(400)
    expect((await turn.call('/transcript', { method: 'POST' })).status).toBe(400)
  })

  it('is of its own session, and goes with it', async () => {
    const { writer } = await open()
    await append(writer, 1, [entry('mine')])
    const other = await openTurn(`${worker.url}/api`, host, 'another')
    expect(await (await other.call(`/transcript?writer=${crypto.randomUUID()}`)).text()).toBe('')
    await fetch(`${worker.url}/api/sessions/${turn.sessionId}`, { method: 'DELETE' })
    expect((await turn.call(`/transcript?writer=${writer}`)).status).toBe(401)
    const tables = "SELECT name FROM sqlite_master WHERE name LIKE 'transcript%'"
    expect(await worker.queryObject(turn.sessionId, tables)).toEqual([])
  })
})
