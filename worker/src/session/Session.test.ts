import { type LoggedEvent, Problem, type RunnerLine, TurnStarted } from '@fashion-shoot/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { post, readEvents, uploadOne, viewOf } from '../../test/client.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'
import { startWorker } from '../../test/startWorker.ts'

const { host, worker, api, view, close } = await startScriptedWorker({
  ANTHROPIC_MODEL: 'claude-opus-5-5',
  ANTHROPIC_EFFORT: 'low',
})
afterAll(close)

const done: RunnerLine = { t: 'done', end: 'completed' }
const isComplete = ({ event }: LoggedEvent) => event.type === 'complete'
const events = (id: string, after = 0, headers = {}) =>
  fetch(`${api}/sessions/${id}/events?after=${after}`, { headers })
const say = (id: string, prompt: string) => post(`${api}/sessions/${id}/turns`, { prompt })

async function newSession(): Promise<string> {
  const response = await post(`${api}/sessions`, {})
  return String(((await response.json()) as { id: string }).id)
}

/** A turn whose lines the test lets out one by one. */
function heldTurn() {
  const started = Promise.withResolvers<(line: RunnerLine) => void>()
  host.script = async (_, write) => started.resolve(write)
  return started.promise
}

describe('a turn', () => {
  it('opens its stream at once, and is logged from session_init to complete', async () => {
    host.script = async (_, write) => {
      for (const d of ['Good ', 'evening.', '\n\ndata: not an event\n', '👗', ' é']) write({ t: 'token', d })
      write({ t: 'assistant', d: 'Good evening.\n\ndata: not an event\n👗 é' })
      write({ t: 'tool', d: 'get_shoot', id: 'tu_1' })
      write({ t: 'tool_done', id: 'tu_1', ok: true, ms: 12 })
      write(done)
    }
    const reference = await uploadOne(worker.url)
    const response = await post(`${api}/generate`, { prompt: 'City at dusk', references: [reference] })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const log = await readEvents(response)
    expect(log.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).toSorted((a, b) => a - b))
    const types = log.map(({ event }) => event.type)
    expect(types.slice(0, 5)).toEqual(['session_init', 'title', 'asset', 'user_message', 'status'])
    expect(types.at(-1)).toBe('complete')
    const deltas = log.flatMap(({ event }) => (event.type === 'text_delta' ? event.text : []))
    expect(deltas.join('')).toBe('Good evening.\n\ndata: not an event\n👗 é')
    const view = viewOf(log)
    expect(view.conversation).toMatchObject([
      { kind: 'person', text: 'City at dusk' },
      { kind: 'director', text: 'Good evening.\n\ndata: not an event\n👗 é', streaming: false },
      { kind: 'tool', tool: 'get_shoot', state: 'ok', durationMs: 12, at: expect.stringMatching(/Z$/) },
    ])
    expect(view.references).toEqual([reference])
    expect(host.turns.at(-1)).toMatchObject({
      prompt: expect.stringContaining(reference),
      model: 'claude-opus-5-5',
      effort: 'low',
    })
  })

  it('tells whoever follows the shoot of its title: that of the first words, then the one that it is given', async () => {
    const id = await newSession()
    host.script = async (_, write) => write(done)
    for (const words of ['City at dusk', 'Go on']) {
      const { after } = TurnStarted.parse(await (await say(id, words)).json())
      await readEvents(await events(id, after), isComplete)
    }
    const rename = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"title":"Night"}' }
    await fetch(`${api}/sessions/${id}`, rename)
    const log = await readEvents(await events(id, 0), ({ event }) => event.type === 'title' && event.title === 'Night')
    const titles = log.flatMap(({ event }) => (event.type === 'title' ? event.title : []))
    expect(titles).toEqual(['City at dusk', 'Night'])
    expect(viewOf(log).title).toBe('Night')
  })

  it('has no title from words that it could not begin with', async () => {
    const id = await newSession()
    host.script = async (_, write) => write(done)
    await worker.queryObject(id, 'ALTER TABLE turns RENAME COLUMN prompt TO lost')
    expect((await say(id, 'City at dusk')).status).toBe(500)
    await worker.queryObject(id, 'ALTER TABLE turns RENAME COLUMN lost TO prompt')
    const { after } = TurnStarted.parse(await (await say(id, 'Night')).json())
    const log = await readEvents(await events(id, after), isComplete)
    expect(viewOf(log).title).toBe('Night')
  })

  it('tells whoever follows the shoot of the models that are chosen for it, and of nothing where they are as they were', async () => {
    const id = await newSession()
    const patch = (changes: object) =>
      fetch(`${api}/sessions/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(changes),
      })
    await patch({ imageModel: 'seedream-4.5' })
    await patch({ imageModel: 'seedream-4.5', title: 'Night' })
    await patch({ clipModel: 'kling-v2-5-turbo' })
    const isLast = ({ event }: LoggedEvent) => event.type === 'models' && event.clipModel === 'kling-v2-5-turbo'
    const log = await readEvents(await events(id, 0), isLast)
    expect(log.map(({ event }) => event)).toEqual([
      { type: 'models', imageModel: 'seedream-4.5', clipModel: 'kling-v2-6' },
      { type: 'title', title: 'Night' },
      { type: 'models', imageModel: 'seedream-4.5', clipModel: 'kling-v2-5-turbo' },
    ])
    expect(viewOf(log)).toMatchObject({ imageModel: 'seedream-4.5', clipModel: 'kling-v2-5-turbo' })
  })

  it('lets a second one wait until it is over', async () => {
    const id = await newSession()
    const held = heldTurn()
    const { turnId, after } = TurnStarted.parse(await (await say(id, 'one')).json())
    const write = await held
    const second = await say(id, 'two')
    expect(Problem.parse(await second.json())).toMatchObject({ status: 409, code: 'turn_running' })
    write(done)
    const log = await readEvents(await events(id, after), isComplete)
    expect(log[0]?.event).toMatchObject({ type: 'session_init', turnId })
    expect((await say(id, 'two')).status).toBe(202)
  })

  it('goes on when nobody listens, and a listener that comes back misses nothing and sees nothing twice', async () => {
    const id = await newSession()
    const held = heldTurn()
    await say(id, 'go')
    const write = await held
    write({ t: 'token', d: 'One ' })
    const first = await readEvents(await events(id), ({ event }) => event.type === 'text_delta')
    write({ t: 'token', d: 'two ' })
    write({ t: 'token', d: 'three.' })
    write({ t: 'assistant', d: 'One two three.' })
    write(done)
    const last = String(first.at(-1)?.seq)
    const rest = await readEvents(await events(id, 0, { 'last-event-id': last }), isComplete)
    const all = [...first, ...rest]
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(all.length)
    const late = await readEvents(await events(id), isComplete)
    expect(late.map(({ event }) => event.type)).not.toContain('text_delta')
    expect(viewOf(all)).toEqual(viewOf(late))
  })

  it('follows the journal on after the stream of lines was cut', async () => {
    const id = await newSession()
    const held = heldTurn()
    await say(id, 'go')
    const write = await held
    write({ t: 'token', d: 'a' })
    await readEvents(await events(id), ({ event }) => event.type === 'text_delta')
    host.cutStreams()
    write({ t: 'token', d: 'b' })
    write({ t: 'assistant', d: 'ab' })
    write(done)
    const view = viewOf(await readEvents(await events(id), isComplete))
    expect(view.conversation).toMatchObject([{ kind: 'person' }, { kind: 'director', text: 'ab' }])
    expect(host.turns.filter(({ sessionId }) => sessionId === id)).toHaveLength(1)
  })

  it('is all there again when the object has been evicted', async () => {
    const id = await newSession()
    host.script = async (_, write) => {
      write({ t: 'assistant', d: 'Here.' })
      write(done)
    }
    await say(id, 'go')
    await expect.poll(async () => (await view(id)).running).toBe(false)
    const before = await view(id)
    await worker.evictObject(id)
    expect(await view(id)).toEqual(before)
    expect((await say(id, 'and on')).status).toBe(202)
  })

  it('stops when asked to', async () => {
    const id = await newSession()
    const held = heldTurn()
    const { turnId } = TurnStarted.parse(await (await say(id, 'go')).json())
    ;(await held)({ t: 'token', d: 'Half a sen' })
    await readEvents(await events(id), ({ event }) => event.type === 'text_delta')
    expect((await post(`${api}/sessions/${id}/cancel`, {})).status).toBe(202)
    const view = viewOf(await readEvents(await events(id), isComplete))
    expect(host.cancelled).toContain(turnId)
    expect(view.conversation.at(-1)).toMatchObject({ kind: 'director', text: 'Half a sen', streaming: false })
    expect(Problem.parse(await (await post(`${api}/sessions/${id}/cancel`, {})).json()).code).toBe('no_turn')
  })

  it('says so when the host takes no turn, and the session stays usable', async () => {
    const down = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: 'wrong' })
    try {
      const log = await readEvents(await post(`${down.url}/api/generate`, { prompt: 'go' }))
      const error = log.find(({ event }) => event.type === 'error')?.event
      expect(error).toMatchObject({ code: 'director_lost', retryable: true, hint: expect.stringContaining('continue') })
      expect(log.at(-1)?.event.type).toBe('complete')
      const id = viewOf(log).sessionId ?? ''
      const again = await post(`${down.url}/api/generate`, { prompt: 'again', sessionId: id })
      expect((await readEvents(again)).at(-1)?.event.type).toBe('complete')
    } finally {
      await down.close()
    }
  })
})
