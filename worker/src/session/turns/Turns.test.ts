import { type LoggedEvent, type RunnerLine, TurnStarted } from '@fashion-shoot/protocol'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { photo, post, readEvents, viewOf } from '../../../test/client.ts'
import type { Script } from '../../../test/startScriptedHost.ts'
import { startScriptedWorker } from '../../../test/startScriptedWorker.ts'
import { startWorker } from '../../../test/startWorker.ts'

const { host, api, view, close } = await startScriptedWorker()
afterEach(() => {
  host.isDeaf = false
})
afterAll(close)

const DONE: RunnerLine = { t: 'done', end: 'completed' }
const LOST: RunnerLine = { t: 'lost', code: 'runner_died', message: 'The director stopped unexpectedly.' }
const isComplete = ({ event }: LoggedEvent) => event.type === 'complete'
const say = async (id: string, prompt = 'go') =>
  TurnStarted.parse(await (await post(`${api}/sessions/${id}/turns`, { prompt })).json())
const events = (id: string, after: number, isEnough = isComplete) =>
  fetch(`${api}/sessions/${id}/events?after=${after}`).then((response) => readEvents(response, isEnough))
const attemptsAt = (turnId: string) => host.turns.filter((turn) => turn.turnId === turnId)

async function newSession(): Promise<string> {
  return String(((await (await post(`${api}/sessions`, {})).json()) as { id: string }).id)
}

/** What the host says in each attempt, the last one for all that follow. */
function attempts(...scripts: Script[]): void {
  host.script = async (turn, write) => scripts[Math.min(turn.attempt, scripts.length) - 1]?.(turn, write)
}

describe('a turn whose director is lost', () => {
  it('is taken up by another attempt, in which nothing is said twice', async () => {
    const id = await newSession()
    attempts(
      async (_, write) => {
        write({ t: 'assistant', d: 'I look at it.' })
        write({ t: 'tool', d: 'generate_hero', id: 'tu_1' })
        write({ t: 'token', d: 'Half a sen' })
        write(LOST)
      },
      async (_, write) => {
        write({ t: 'token', d: 'The whole ' })
        write({ t: 'token', d: 'sentence.' })
        write({ t: 'assistant', d: 'The whole sentence.' })
        write(DONE)
      },
    )
    const { turnId, after } = await say(id, 'go')
    const log = await events(id, after)
    expect(attemptsAt(turnId).map(({ attempt, prompt, forget }) => ({ attempt, prompt, forget }))).toEqual([
      { attempt: 1, prompt: 'go', forget: false },
      { attempt: 2, prompt: 'go', forget: false },
    ])
    expect(viewOf(log).conversation).toMatchObject([
      { kind: 'person', text: 'go' },
      { kind: 'director', text: 'I look at it.' },
      { kind: 'tool', state: 'interrupted', error: expect.stringContaining('Interrupted'), at: expect.any(String) },
      { kind: 'resumption' },
      { kind: 'director', text: 'The whole sentence.', streaming: false },
    ])
    expect(log.filter(({ event }) => event.type === 'session_init' || event.type === 'complete')).toHaveLength(2)
  })

  it('goes on when the host has begun anew with an empty folder', async () => {
    const id = await newSession()
    attempts(
      async (_, write) => write({ t: 'token', d: 'Half' }),
      async (_, write) => {
        write({ t: 'assistant', d: 'Whole.' })
        write(DONE)
      },
    )
    const { turnId, after } = await say(id)
    await events(id, after, ({ event }) => event.type === 'text_delta')
    host.forget()
    const log = await events(id, after)
    expect(viewOf(log).conversation).toMatchObject([
      { kind: 'person' },
      { kind: 'resumption' },
      { kind: 'director', text: 'Whole.' },
    ])
    expect(attemptsAt(turnId)).toHaveLength(2)
  })

  it('goes on when what it waits for is overdue', async () => {
    const id = await newSession()
    attempts(
      async (_, write) => {
        write({ t: 'beat', step: 'first_token', quietMs: 20_000 })
        write({ t: 'beat', step: 'job', quietMs: 3_600_000 })
      },
      async (_, write) => write(DONE),
    )
    const { turnId, after } = await say(id)
    await events(id, after)
    expect(attemptsAt(turnId)).toHaveLength(2)
  })

  it('is not lost for what was overdue once, and came before anybody looked', async () => {
    const id = await newSession()
    attempts(async (_, write) => {
      write({ t: 'beat', step: 'job', quietMs: 3_600_000 })
      write({ t: 'assistant', d: 'There it is.' })
      write(DONE)
    })
    const { turnId, after } = await say(id)
    const log = await events(id, after)
    expect(viewOf(log).conversation).toMatchObject([{ kind: 'person' }, { kind: 'director', text: 'There it is.' }])
    expect(attemptsAt(turnId)).toHaveLength(1)
  })

  it('is over when the stage is made and the person decides', async () => {
    const id = await newSession()
    attempts(async ({ gatewayUrl, gatewayToken }, write) => {
      write({ t: 'tool', d: 'generate_hero', id: 'tu_1' })
      const bytes = new Uint8Array(await photo(300, 200))
      const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
      const authorization = `Bearer ${gatewayToken}`
      const headers = { authorization, 'content-type': 'image/png', 'x-content-sha256': sha256 }
      await fetch(`${gatewayUrl}/files/hero?width=300&height=200&madeFrom=`, { method: 'PUT', headers, body: bytes })
      const stage = { authorization, 'content-type': 'application/json' }
      await fetch(`${gatewayUrl}/checkpoints`, { method: 'POST', headers: stage, body: '{"stage":"hero"}' })
      write(LOST)
    })
    const { turnId, after } = await say(id)
    const log = await events(id, after)
    expect(log.at(-1)?.event).toEqual({ type: 'complete', awaitingInput: true })
    expect(viewOf(log).conversation).toContainEqual(expect.objectContaining({ kind: 'tool', state: 'ok' }))
    expect(log.some(({ event }) => event.type === 'error')).toBe(false)
    expect(attemptsAt(turnId)).toHaveLength(1)
  })

  it('is given up when nothing comes of it, the last time without the conversation, and the next turn works', async () => {
    const id = await newSession()
    attempts(async (_, write) => {
      write({ t: 'token', d: 'Half' })
      write(LOST)
    })
    const { turnId, after } = await say(id)
    const log = await events(id, after)
    expect(attemptsAt(turnId).map(({ forget }) => forget)).toEqual([false, false, true])
    expect(log.at(-2)?.event).toMatchObject({
      type: 'error',
      code: 'runner_died',
      message: expect.stringContaining('kept'),
      hint: expect.stringContaining('continue'),
      retryable: true,
    })
    attempts(async (_, write) => write(DONE))
    const next = await say(id, 'continue')
    expect((await events(id, next.after)).at(-1)?.event.type).toBe('complete')
  })

  it('is not given up for being lost often, as long as something comes of it', async () => {
    const id = await newSession()
    host.script = async ({ attempt }, write) => {
      write({ t: 'assistant', d: `Word ${attempt}.` })
      write(attempt < 6 ? LOST : DONE)
    }
    const { turnId, after } = await say(id)
    const log = await events(id, after)
    expect(attemptsAt(turnId)).toHaveLength(6)
    expect(log.some(({ event }) => event.type === 'error')).toBe(false)
  })
})

it('says at the end of a turn that what was being made in it is not made any more', async () => {
  const id = await newSession()
  attempts(async (_, write) => {
    write({ t: 'progress', slot: 'film', stage: 'film', fraction: 0.4 })
    write(DONE)
  })
  const { after } = await say(id)
  const log = await events(id, after)
  expect(viewOf(log).slots.film?.progress).toMatchObject({ state: 'cancelled' })
})

describe('a stop', () => {
  it('changes nothing the second time', async () => {
    const id = await newSession()
    host.isDeaf = true
    const held = Promise.withResolvers<(line: RunnerLine) => void>()
    attempts(async (_, write) => held.resolve(write))
    const { turnId, after } = await say(id)
    const write = await held.promise
    expect((await post(`${api}/sessions/${id}/cancel`, {})).status).toBe(202)
    expect((await post(`${api}/sessions/${id}/cancel`, {})).status).toBe(202)
    expect((await view(id)).running).toBe(true)
    write({ t: 'done', end: 'interrupted' })
    expect((await events(id, after)).filter(isComplete)).toHaveLength(1)
    expect(host.cancelled.filter((one) => one === turnId)).toHaveLength(2)
  })

  it('holds where the director is lost before it has heard of it', async () => {
    const id = await newSession()
    host.isDeaf = true
    const held = Promise.withResolvers<(line: RunnerLine) => void>()
    attempts(async (_, write) => held.resolve(write))
    const { turnId, after } = await say(id)
    const write = await held.promise
    await post(`${api}/sessions/${id}/cancel`, {})
    write(LOST)
    await events(id, after)
    expect(attemptsAt(turnId)).toHaveLength(1)
  })

  it('ends a turn whose host cannot be reached', async () => {
    const down = await startWorker({ AGENT_HOST_URL: 'http://127.0.0.1:9', AGENT_HOST_TOKEN: 'x' })
    try {
      const { id } = (await (await post(`${down.url}/api/sessions`, {})).json()) as { id: string }
      await post(`${down.url}/api/sessions/${id}/turns`, { prompt: 'go' })
      expect((await post(`${down.url}/api/sessions/${id}/cancel`, {})).status).toBe(202)
      const log = await readEvents(await fetch(`${down.url}/api/sessions/${id}/events?after=0`), isComplete)
      expect(log.some(({ event }) => event.type === 'error')).toBe(false)
    } finally {
      await down.close()
    }
  })
})
