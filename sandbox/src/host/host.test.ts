import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HostFolders, HostHealth, newId, Problem, type RunnerLine } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Host, startHost } from '../../test/startHost.ts'

const DONE: RunnerLine = { t: 'done', end: 'completed' }
const token = (d: string): RunnerLine => ({ t: 'token', d })

let workDir: string
let host: Host

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'host-'))
  host = await startHost({ WORK_DIR: workDir, CANCEL_GRACE_MS: '300', ANTHROPIC_API_KEY: 'provider-key' })
})
afterAll(async () => {
  await host.stop()
  await rm(workDir, { recursive: true, force: true })
})

/** Resolves when a turn has said this many lines. */
async function heard(turnId: string, count: number): Promise<void> {
  const response = await host.call(`/turns/${turnId}/lines?after=${count - 1}`)
  await response.body?.getReader().read()
}

/** Resolves when the session's runner log has these words. */
async function logged(sessionId: string, words: string, folder = workDir): Promise<void> {
  const file = join(folder, sessionId, 'runner.log')
  await expect.poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : ''), { timeout: 5000 }).toContain(words)
}

/** False for a process that has ended, also where nobody has collected it yet. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('a turn', () => {
  it('is started once, and its lines are numbered from 1', async () => {
    const turn = await host.start([{ say: token('Hi') }, { say: DONE }])
    expect(turn.response.status).toBe(202)
    expect(await turn.response.json()).toEqual({ turnId: turn.turnId })
    expect(await host.lines(turn.turnId)).toEqual([
      { n: 1, line: token('Hi') },
      { n: 2, line: DONE },
    ])
    const { turnId, sessionId } = turn
    const again = await host.start([{ say: token('twice') }, { say: DONE }], { turnId, sessionId })
    expect(again.response.status).toBe(200)
    expect(await host.lines(turn.turnId)).toHaveLength(2)
  })

  it('is replayed from any line on, and followed live by any number of readers', async () => {
    const { turnId } = await host.start([
      { say: token('1') },
      { say: token('2') },
      { sleepMs: 200 },
      { say: token('3') },
      { say: DONE },
    ])
    await heard(turnId, 2)
    const [all, rest, late] = await Promise.all([host.lines(turnId), host.lines(turnId, 1), host.lines(turnId, 3)])
    expect(all.map(({ n }) => n)).toEqual([1, 2, 3, 4])
    expect(rest).toEqual(all.slice(1))
    expect(late).toEqual(all.slice(3))
    expect(await host.lines(turnId, 99)).toEqual([])
  })

  it('is followed line by line, not at the end', async () => {
    const { turnId } = await host.start([{ say: token('early') }, { waitForStop: true }, { say: DONE }])
    const response = await host.call(`/turns/${turnId}/lines`)
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toBe('{"n":1,"line":{"t":"token","d":"early"}}\n')
    await host.cancel(turnId)
    await reader?.cancel()
    expect((await host.said(turnId)).at(-1)).toEqual(DONE)
  })

  it('keeps its runner for the next turn of the session', async () => {
    const first = await host.start([{ say: DONE }])
    await host.lines(first.turnId)
    const { sessionId } = first
    const { runners } = HostHealth.parse(await (await fetch(`${host.url}/health`)).json())
    const second = await host.start([{ say: token('again') }, { say: DONE }], { sessionId })
    expect(await host.said(second.turnId)).toEqual([token('again'), DONE])
    expect(HostHealth.parse(await (await fetch(`${host.url}/health`)).json()).runners).toBe(runners)
  })

  it.each([
    [{ gatewayToken: 'another-token' }, 'GATEWAY_TOKEN', 'another-token'],
    [{ effort: 'low' }, 'EFFORT', 'low'],
  ] as const)('gets a new runner when it comes with %o', async (change, variable, value) => {
    const environment = async ({ turnId }: { turnId: string }) => {
      const [line] = await host.said(turnId)
      return JSON.parse(line?.t === 'token' ? line.d : '{}')
    }
    const first = await host.start([{ tellEnvironment: true }, { say: DONE }])
    expect((await environment(first))[variable]).not.toBe(value)
    const turn = { sessionId: first.sessionId, ...change }
    const second = await host.start([{ tellEnvironment: true }, { say: DONE }], turn)
    expect((await environment(second))[variable]).toBe(value)
  })

  it('takes the place of one that runs in the session, and leaves other sessions alone', async () => {
    const running = await host.start([{ startChild: true }, { waitForStop: true }])
    const elsewhere = await host.start([{ sleepMs: 600 }, { say: DONE }])
    await heard(running.turnId, 1)
    const next = await host.start([{ say: token('next') }, { say: DONE }], { sessionId: running.sessionId })
    const [child, ...rest] = await host.said(running.turnId)
    expect(rest).toEqual([expect.objectContaining({ t: 'lost', code: 'superseded' })])
    expect(await host.said(next.turnId)).toEqual([token('next'), DONE])
    await expect.poll(() => isAlive(Number(child?.t === 'token' ? child.d : 0))).toBe(false)
    expect(await host.said(elsewhere.turnId)).toEqual([DONE])
  })

  it('has a journal for each attempt, and a later attempt takes the place of an earlier one', async () => {
    const first = await host.start([{ say: token('one') }, { waitForStop: true }])
    await heard(first.turnId, 1)
    const { turnId, sessionId } = first
    await host.start([{ say: token('two') }, { say: DONE }], { turnId, sessionId, attempt: 2 })
    expect(await host.said(turnId, 2)).toEqual([token('two'), DONE])
    expect(await host.said(turnId, 1)).toEqual([token('one'), expect.objectContaining({ t: 'lost' })])
    const again = await host.start([{ say: DONE }], { turnId, sessionId, attempt: 1 })
    expect(again.response.status).toBe(200)
  })
})

describe('the runner’s output', () => {
  it('keeps exact text over broken chunks, and leaves out what is no line', async () => {
    const text = '👩🏽‍🦱\u2028data: {"t":"token"}\r\n\t漢'
    const line = Buffer.from(`${JSON.stringify(token(text))}\n`)
    const noise = Buffer.from('Debugger listening\n{"t":"nonsense"}\n\n{"t":"tok')
    const cut = [...line].flatMap((_, at) => (at % 3 === 0 ? [line.subarray(at, at + 3)] : []))
    const { turnId } = await host.start([
      ...cut.flatMap((bytes) => [{ raw: bytes.toString('base64') }, { sleepMs: 1 }]),
      { raw: noise.toString('base64') },
      { raw: Buffer.from('\n').toString('base64') },
      { say: token('x'.repeat(300_000)) },
      { say: DONE },
    ])
    expect(await host.said(turnId)).toEqual([token(text), token('x'.repeat(300_000)), DONE])
  })

  it('is not heard after the turn is done', async () => {
    const first = await host.start([{ say: DONE }, { say: token('late') }])
    expect(await host.said(first.turnId)).toEqual([DONE])
    // Between the two lines the runner may be put to sleep for any time.
    await logged(first.sessionId, 'a line outside of any turn: token')
    const second = await host.start([{ say: DONE }], { sessionId: first.sessionId })
    expect(await host.said(second.turnId)).toEqual([DONE])
    expect(await host.said(first.turnId)).toEqual([DONE])
  })
})

describe('a runner', () => {
  it('sees its session and its gateway, and no key of the host', async () => {
    const turn = await host.start([{ tellEnvironment: true }, { say: DONE }])
    const [said] = await host.said(turn.turnId)
    const environment = JSON.parse(said?.t === 'token' ? said.d : '{}')
    expect(environment).toMatchObject({
      SESSION_ID: turn.sessionId,
      GATEWAY_TOKEN: 'gateway-token',
      HOME: join(workDir, turn.sessionId, 'home'),
    })
    expect(JSON.stringify(environment)).not.toMatch(/provider-key|host-token/)
  })

  it('that dies in the middle of a turn leaves word of it, and the next turn works', async () => {
    const turn = await host.start([{ say: token('Half a') }, { exit: 3 }])
    expect(await host.said(turn.turnId)).toEqual([
      token('Half a'),
      expect.objectContaining({ t: 'lost', code: 'runner_died' }),
    ])
    const next = await host.start([{ say: token('back') }, { say: DONE }], { sessionId: turn.sessionId })
    expect(await host.said(next.turnId)).toEqual([token('back'), DONE])
    const log = await readFile(join(workDir, turn.sessionId, 'runner.log'), 'utf8')
    expect(log).toContain('runner ended (3)')
  })

  it('that is ending because nobody needed it gets no turn: the next one starts another', async () => {
    const quick = await startHost({ WORK_DIR: workDir, RUNNER_IDLE_MS: '20' })
    try {
      const { turnId, sessionId } = await quick.start([{ slowToEndMs: 300 }, { say: DONE }])
      await quick.lines(turnId)
      await logged(sessionId, 'ending slowly')
      const next = await quick.start([{ say: token('fresh') }, { say: DONE }], { sessionId })
      expect(await quick.said(next.turnId)).toEqual([token('fresh'), DONE])
    } finally {
      await quick.stop()
    }
  })

  it('that can’t be started leaves word of it, and the host goes on', async () => {
    // No environment can hold a NUL character.
    const turn = await host.start([{ say: DONE }], { gatewayToken: 'a\0b' })
    expect(await host.said(turn.turnId)).toEqual([expect.objectContaining({ t: 'lost', code: 'runner_not_started' })])
    await logged(turn.sessionId, 'runner could not be started')
    const next = await host.start([{ say: DONE }], { sessionId: turn.sessionId })
    expect(await host.said(next.turnId)).toEqual([DONE])
  })

  it('takes all that it started with it', async () => {
    const turn = await host.start([{ startChild: true }, { exit: 1 }])
    const [said] = await host.said(turn.turnId)
    const pid = Number(said?.t === 'token' ? said.d : 0)
    expect(pid).toBeGreaterThan(0)
    await expect.poll(() => isAlive(pid)).toBe(false)
  })
})

describe('cancel', () => {
  it('lets the runner end the turn in its own words', async () => {
    const { turnId } = await host.start([
      { say: token('a') },
      { waitForStop: true },
      { say: { t: 'done', end: 'interrupted' } },
    ])
    await heard(turnId, 1)
    expect((await host.cancel(turnId)).status).toBe(202)
    expect((await host.said(turnId)).at(-1)).toEqual({ t: 'done', end: 'interrupted' })
    expect((await host.cancel(turnId)).status).toBe(200)
    expect((await host.cancel(newId('turn'))).status).toBe(404)
  })

  it('kills a runner that does not listen, with all that it started', async () => {
    const { turnId, sessionId } = await host.start([{ startChild: true }, { deaf: true }, { waitForStop: true }])
    await heard(turnId, 1)
    expect((await host.cancel(turnId)).status).toBe(202)
    const said = await host.said(turnId)
    expect(said.at(-1)).toEqual({ t: 'done', end: 'interrupted' })
    const pid = Number(said[0]?.t === 'token' ? said[0].d : 0)
    await expect.poll(() => isAlive(pid)).toBe(false)
    const next = await host.start([{ say: DONE }], { sessionId })
    expect(await host.said(next.turnId)).toEqual([DONE])
  })
})

describe('what is asked wrongly', () => {
  it('gets a problem answer', async () => {
    const unknown = await host.call(`/turns/${newId('turn')}/lines`)
    expect(unknown.status).toBe(404)
    expect(unknown.headers.get('content-type')).toBe('application/problem+json')
    expect(Problem.parse(await unknown.json()).code).toBe('unknown_turn')
    expect((await fetch(`${host.url}/turns/${newId('turn')}/lines`)).status).toBe(401)
    expect((await host.start('', {})).response.status).toBe(400)
    expect((await host.start('x', { turnId: '../../etc' })).response.status).toBe(400)
    expect((await host.call('/turns/..%2f..%2fetc/lines')).status).toBe(404)
    expect((await host.call('/nothing')).status).toBe(404)
  })
})

describe('a session that is removed', () => {
  it('loses its runner, its running turn and its folder; removing it again is fine', async () => {
    const { turnId, sessionId } = await host.start([{ say: token('a') }, { waitForStop: true }])
    const lines = host.lines(turnId)
    await heard(turnId, 1)
    const folders = async () => HostFolders.parse(await (await host.call('/sessions')).json()).sessions
    expect(await folders()).toContain(sessionId)
    expect((await host.call(`/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204)
    expect((await lines).at(-1)?.line).toEqual({ t: 'done', end: 'interrupted' })
    expect(existsSync(join(workDir, sessionId))).toBe(false)
    expect(await folders()).not.toContain(sessionId)
    expect((await host.call(`/turns/${turnId}/lines`)).status).toBe(404)
    expect((await host.call(`/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204)
  })
})

describe('a host that ends', () => {
  it('ends its runners and says so in the turns that ran, and a new host still has them', async () => {
    const first = await startHost({ WORK_DIR: workDir })
    const turn = await first.start([{ startChild: true }, { waitForStop: true }])
    const lines = first.lines(turn.turnId)
    await first.call(`/turns/${turn.turnId}/lines`).then((response) => response.body?.getReader().read())
    expect(await first.stop('SIGTERM')).toBe(0)
    const said = (await lines).map(({ line }) => line)
    expect(said.slice(1)).toEqual([expect.objectContaining({ t: 'lost', code: 'host_stopping' })])
    expect(isAlive(Number(said[0]?.t === 'token' ? said[0].d : 0))).toBe(false)
    expect(await host.said(turn.turnId)).toEqual(said)
  })

  it('by a crash leaves a journal that the next host closes, without what was half written', async () => {
    const first = await startHost({ WORK_DIR: workDir })
    const turn = await first.start([{ say: token('Half a') }, { sleepMs: 1500 }, { exit: 0 }])
    await first.call(`/turns/${turn.turnId}/lines`).then((response) => response.body?.getReader().read())
    await first.stop('SIGKILL')
    const journal = join(workDir, turn.sessionId, 'journals', `${turn.turnId}.1.ndjson`)
    await writeFile(journal, '{"n":2,"line":{"t":"tok', { flag: 'a' })
    expect(await host.lines(turn.turnId)).toEqual([
      { n: 1, line: token('Half a') },
      { n: 2, line: expect.objectContaining({ t: 'lost', code: 'host_restarted' }) },
    ])
    const next = await host.start([{ say: DONE }], { sessionId: turn.sessionId })
    expect(await host.said(next.turnId)).toEqual([DONE])
  })

  it('by a SIGKILL takes its runners with it, and all that they started', async () => {
    const first = await startHost({ WORK_DIR: workDir })
    const turn = await first.start([{ startChild: true }, { sayOwnPid: true }, { deaf: true }, { waitForStop: true }])
    const reader = (await first.call(`/turns/${turn.turnId}/lines?after=1`)).body?.getReader()
    await reader?.read()
    const lines = (await readFile(join(workDir, turn.sessionId, 'journals', `${turn.turnId}.1.ndjson`), 'utf8')).trim()
    const pids = lines.split('\n').map((line) => Number(JSON.parse(line).line.d))
    expect(pids.map(isAlive)).toEqual([true, true])
    await first.stop('SIGKILL')
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false])
  })
})
