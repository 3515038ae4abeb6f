import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { emptyView, type LoggedEvent, reduce, type SessionEvent } from '@fashion-shoot/protocol'
import { afterEach, expect, test } from 'vitest'
import { ProblemError } from '../api/ProblemError.ts'
import { followEvents } from './followEvents.ts'

const log: SessionEvent[] = [
  { type: 'message_type_hint', messageType: 'text' },
  { type: 'text_delta', text: 'Two\n\nlines, ' },
  { type: 'text_delta', text: 'data: inside, 👩🏽‍🎤 and  spaces' },
  { type: 'complete', awaitingInput: false },
]

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Serves each connection with the next of the given behaviours, and notes from which number each was asked for. */
async function serve(...connections: ((response: ServerResponse, after: number) => void)[]) {
  const asked: number[] = []
  server = createServer((request, response) => {
    const after = Number(request.headers['last-event-id'])
    asked.push(after)
    connections[Math.min(asked.length, connections.length) - 1]?.(response, after)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events` }
}

function frames(after: number, until = log.length): Buffer {
  const text = log
    .map((event, index) => `id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`)
    .slice(after, until)
    .join('')
  return Buffer.from(text)
}

function open(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
}

/** Follows until the log is complete. */
async function follow(url: string, after = 0) {
  const stop = new AbortController()
  const entries: LoggedEvent[] = []
  const connection: string[] = []
  await followEvents({
    url,
    after,
    signal: stop.signal,
    sleep: async () => {},
    onConnection: (state) => connection.push(state),
    onEvent: (entry) => {
      entries.push(entry)
      if (entry.event.type === 'complete') stop.abort()
    },
  })
  return { entries, connection }
}

test('exact text survives bytes that arrive one at a time', async () => {
  const { url } = await serve((response) => {
    open(response)
    const bytes = frames(0)
    let at = 0
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, at + 7))
      at += 7
      if (at >= bytes.length) clearInterval(timer)
    }, 1)
  })
  const { entries } = await follow(url)
  expect(entries.map(({ event }) => event)).toEqual(log)
  const view = entries.slice(0, 3).reduce(reduce, emptyView)
  expect(view.conversation).toMatchObject([{ text: 'Two\n\nlines, data: inside, 👩🏽‍🎤 and  spaces' }])
})

test('a stream that breaks in the middle of an event is sought again from the last whole one', async () => {
  const { url, asked } = await serve(
    (response) => {
      open(response)
      response.write(Buffer.concat([frames(0, 2), frames(2).subarray(0, 40)]), () => response.destroy())
    },
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  const { entries, connection } = await follow(url)
  expect(asked).toEqual([0, 2])
  expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(connection).toEqual(['live', 'reconnecting', 'live'])
})

test('a server that fails for a while is asked again', async () => {
  const { url } = await serve(
    (response) => response.writeHead(503).end('busy'),
    (response) => response.writeHead(429, { 'retry-after': '1' }).end('too many'),
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  expect((await follow(url, 3)).entries.map(({ seq }) => seq)).toEqual([4])
})

test('a connection that stays away is told of, until it is back', async () => {
  const { url } = await serve(
    ...Array.from({ length: 5 }, () => (response: ServerResponse) => void response.destroy()),
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  const { connection } = await follow(url)
  expect(connection).toEqual(['reconnecting', 'reconnecting', 'reconnecting', 'offline', 'offline', 'live'])
})

test('a connection that breaks once it was good again is a hiccup, however long there was none before', async () => {
  const { url } = await serve(
    ...Array.from({ length: 4 }, () => (response: ServerResponse) => void response.destroy()),
    (response) => {
      open(response)
      response.end(frames(0, 2))
    },
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  const { connection } = await follow(url)
  expect(connection.slice(3)).toEqual(['offline', 'live', 'reconnecting', 'live'])
})

test('who is signed out meanwhile is told so, and goes on without loss once back', async () => {
  const { url, asked } = await serve(
    (response) => {
      open(response)
      response.end(frames(0, 2))
    },
    (response) => response.writeHead(401, { 'content-type': 'text/html' }).end('Sign in'),
    (response) => response.writeHead(401).end(),
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  const { entries, connection } = await follow(url)
  expect(asked).toEqual([0, 2, 2, 2])
  expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect(connection).toEqual(['live', 'reconnecting', 'signed_out', 'signed_out', 'live'])
})

test('a session that is gone ends it, with its words', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    code: 'unknown_session',
    detail: 'There is no such shoot.',
    hint: 'Look at your shoots.',
  }
  const { url } = await serve((response) =>
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem)),
  )
  await expect(follow(url)).rejects.toMatchObject({ problem })
  await expect(follow(url)).rejects.toBeInstanceOf(ProblemError)
})

test('comments and events of a kind that is not known are passed over, and count as seen', async () => {
  const { url, asked } = await serve(
    (response) => {
      open(response)
      response.end(': heartbeat\n\nid: 1\ndata: {"type":"applause"}\n\nid: 2\ndata: not json\n\n')
    },
    (response, after) => {
      open(response)
      response.write(frames(after))
    },
  )
  expect((await follow(url)).entries.map(({ seq }) => seq)).toEqual([3, 4])
  expect(asked).toEqual([0, 2])
})
