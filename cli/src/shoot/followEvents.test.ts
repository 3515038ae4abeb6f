import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReceivedEvent } from '@fashion-shoot/protocol'
import { afterEach, expect, it } from 'vitest'
import { Api } from './Api.ts'
import { followEvents } from './followEvents.ts'

const SESSION = '0b2f0f2e-43c1-4c39-9a55-7d1c35d2f9a4'
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A studio whose log is answered by `answer`, which is told from where on. */
async function studio(answer: (after: number, response: ServerResponse) => void): Promise<Api> {
  const server = createServer((request, response) => answer(Number(request.headers['last-event-id']), response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch)
}

const delta = (seq: number, text: string) => `id: ${seq}\ndata: ${JSON.stringify({ type: 'text_delta', text })}\n\n`

async function take(api: Api, count: number): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = []
  for await (const event of followEvents(api, SESSION, 0, AbortSignal.timeout(20_000))) {
    if (events.push(event) === count) break
  }
  return events
}

it('survives cut connections with nothing lost and nothing twice, and keeps exact text', async () => {
  const texts = ['a\n', 'data: x\n\n', '👗 写', ' ', '\r\n']
  const api = await studio((after, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    // Sends the last event that the client has once more, then two new ones, the second of them cut in the middle of a character.
    const bytes = Buffer.from(
      texts
        .map((text, index) => delta(index + 1, text))
        .slice(Math.max(0, after - 1), after + 1)
        .join(''),
    )
    response.write(': beat\n\n')
    response.write(bytes)
    response.write(Buffer.from(delta(after + 2, '👗')).subarray(0, -6), () => response.destroy())
  })
  const events = await take(api, texts.length)
  expect(events).toEqual(texts.map((text, index) => ({ seq: index + 1, event: { type: 'text_delta', text } })))
})

it('passes over an event of a kind that it does not know, and counts it as seen', async () => {
  const asked: number[] = []
  const api = await studio((after, response) => {
    asked.push(after)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    if (after === 0) response.end(`${delta(1, 'a')}id: 2\ndata: {"type":"applause"}\n\n`)
    else response.write(delta(3, 'b'))
  })
  const events = await take(api, 3)
  expect(events.map(({ seq, event }) => [seq, event?.type])).toEqual([
    [1, 'text_delta'],
    [2, undefined],
    [3, 'text_delta'],
  ])
  expect(asked).toEqual([0, 2])
})

it('waits longer and longer for a studio that takes connections and closes them, or asks to be asked less', async () => {
  const at: number[] = []
  const api = await studio((_, response) => {
    at.push(performance.now())
    if (at.length === 2) response.writeHead(429).end('too many')
    else if (at.length < 4) response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': open\n\n')
    else response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta(1, 'a'))
  })
  await take(api, 1)
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
  const least = [240, 480, 960]
  expect(pauses.map((pause, index) => pause > (least[index] ?? 0))).toEqual([true, true, true])
})

it('gives up at once, in words, when the studio refuses', async () => {
  const problem = {
    type: 'about:blank',
    title: 'x',
    status: 404,
    code: 'unknown_session',
    detail: 'No such shoot.',
    hint: 'Start one.',
  }
  let calls = 0
  const api = await studio((_, response) => {
    calls++
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
  })
  await expect(take(api, 1)).rejects.toThrow('No such shoot. Start one.')
  expect(calls).toBe(1)
})
