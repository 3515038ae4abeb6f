import { once } from 'node:events'
import { connect } from 'node:net'
import { LONGEST_LINE, type LoggedEvent, type RunnerLine, reduceAll } from '@fashion-shoot/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { post, readEvents, viewOf } from '../../test/client.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { host, worker, api, view, close } = await startScriptedWorker()
afterAll(close)

const done: RunnerLine = { t: 'done', end: 'completed' }
const isComplete = ({ event }: LoggedEvent) => event.type === 'complete'
const listen = (id: string, after = 0) => fetch(`${api}/sessions/${id}/events?after=${after}`)

/** A session in a turn whose lines the test lets out. */
async function heldTurn(): Promise<{ id: string; say: (line: RunnerLine) => void }> {
  const { id } = (await (await post(`${api}/sessions`, {})).json()) as { id: string }
  const started = Promise.withResolvers<(line: RunnerLine) => void>()
  host.script = async (_, say) => started.resolve(say)
  await post(`${api}/sessions/${id}/turns`, { prompt: 'go' })
  return { id, say: await started.promise }
}

/** What a director does: thinks, works with a tool that reports progress, speaks, and is cut off once. */
const LINES: RunnerLine[] = [
  { t: 'thinking' },
  ...'A street at dusk, then.'.split(' ').map((d): RunnerLine => ({ t: 'token', d: `${d} ` })),
  { t: 'assistant', d: 'A street at dusk, then.', thinking: true },
  { t: 'tool', d: 'generate_hero', id: 'tu_1' },
  ...Array.from({ length: 40 }, (_, step): RunnerLine => {
    return { t: 'progress', slot: 'hero', stage: 'hero', fraction: step / 40, etaMs: 40 - step }
  }),
  { t: 'tool_done', id: 'tu_1', ok: true, ms: 40 },
  { t: 'token', d: 'Here ' },
  { t: 'restart' },
  ...'Here it is: wet asphalt and neon.'.split(' ').map((d): RunnerLine => ({ t: 'token', d: `${d} ` })),
  { t: 'assistant', d: 'Here it is: wet asphalt and neon.' },
  { t: 'token', d: 'Do you ' },
]

describe('listeners', () => {
  it('see the same events in the same order, ten of them, wherever each comes in and goes', async () => {
    const { id, say } = await heldTurn()
    const there = Promise.all(Array.from({ length: 10 }, async () => readEvents(await listen(id), isComplete)))
    // One comes and goes all the time, and is sent exactly what it has missed.
    const comesAndGoes = (async () => {
      const events: LoggedEvent[] = []
      while (!events.some(isComplete)) {
        const enough = events.length + 7
        const more = await readEvents(
          await listen(id, events.at(-1)?.seq),
          (event) => isComplete(event) || event.seq >= enough,
        )
        events.push(...more)
      }
      return events
    })()
    for (const line of LINES) {
      say(line)
      await new Promise((next) => setTimeout(next, 3))
    }
    say(done)
    const [first, ...others] = await there
    expect(first?.length).toBeGreaterThan(LINES.length)
    for (const other of others) expect(other).toEqual(first)
    const whole = viewOf(first ?? [])
    const seen = await comesAndGoes
    expect(seen.map(({ seq }) => seq)).toEqual([...new Set(seen.map(({ seq }) => seq))].sort((a, b) => a - b))
    expect(viewOf(seen)).toEqual(whole)
    expect(await view(id)).toEqual(whole)
  })

  it('that come late are sent what was said and done, without the deltas and the progress on the way there', async () => {
    const { id, say } = await heldTurn()
    const there = readEvents(await listen(id), isComplete)
    for (const line of LINES) say(line)
    say(done)
    const all = await there
    const late = await readEvents(await listen(id), isComplete)
    const types = late.map(({ event }) => event.type)
    const count = (type: string) => types.filter((one) => one === type).length
    // What was half said when the turn ended stays.
    expect([count('text_delta'), count('progress'), count('assistant_message')]).toEqual([1, 1, 2])
    expect(reduceAll(late)).toEqual(reduceAll(all))
    // With the next turn what is folded goes for good, and the numbers go on.
    host.script = async (_, next) => next(done)
    await post(`${api}/sessions/${id}/turns`, { prompt: 'and on' })
    await expect.poll(async () => (await view(id)).running).toBe(false)
    const kept = await worker.queryObject(id, 'SELECT count(*) AS rows FROM events WHERE folded_by IS NOT NULL')
    expect(kept).toEqual([{ rows: 0 }])
    const next = await readEvents(await listen(id, all.at(-1)?.seq), isComplete)
    expect(next[0]?.seq).toBe((all.at(-1)?.seq ?? 0) + 1)
  })

  it('are sent the longest line that is read, whatever its characters', async () => {
    const { id, say } = await heldTurn()
    const there = readEvents(await listen(id), isComplete)
    const words = '漢'.repeat(LONGEST_LINE - 100)
    say({ t: 'assistant', d: words })
    say(done)
    const message = (await there).find(({ event }) => event.type === 'assistant_message')
    expect(message?.event).toEqual({ type: 'assistant_message', text: words })
  })

  it('are sent away when the shoot is deleted, and told that it is gone', async () => {
    const { id } = await heldTurn()
    const there = readEvents(await listen(id))
    expect((await fetch(`${api}/sessions/${id}`, { method: 'DELETE' })).status).toBe(204)
    await there
    expect((await listen(id)).status).toBe(404)
  })
})

describe('a listener that takes nothing', () => {
  it('delays nobody, is cut off, and gets all that it has missed when it comes again', {
    timeout: 120_000,
  }, async () => {
    const { id, say } = await heldTurn()
    const socket = connect(Number(new URL(api).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.pause()
    socket.write(`GET /api/sessions/${id}/events HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`)
    const there = readEvents(await listen(id), isComplete)
    // More than all the buffers on the way hold: 32 MB.
    const words = 'x'.repeat(8000)
    for (let line = 0; line < 4000; line++) {
      say({ t: 'tool', d: words, id: `tu_${line}` })
      if (line % 100 === 0) await new Promise((next) => setTimeout(next, 5))
    }
    say(done)
    // The turn and its other listener do not wait for it.
    const all = await there
    expect(all.filter(({ event }) => event.type === 'system')).toHaveLength(4000)

    await expect.poll(() => worker.lines.join('\n'), { timeout: 60_000, interval: 500 }).toContain('listener_cut_off')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.resume()
    await once(socket, 'close')
    const ids = [
      ...Buffer.concat(chunks)
        .toString('latin1')
        .matchAll(/^id: (\d+)$/gm),
    ].map(([, seq]) => Number(seq))
    const last = ids.at(-1) ?? 0
    expect(ids).toEqual(all.slice(0, ids.length).map(({ seq }) => seq))
    expect(ids.length).toBeLessThan(all.length)
    const rest = await readEvents(await listen(id, last), isComplete)
    expect([...ids, ...rest.map(({ seq }) => seq)]).toEqual(all.map(({ seq }) => seq))
  })
})
