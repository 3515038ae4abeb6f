import { setTimeout as sleep } from 'node:timers/promises'
import { type ReceivedEvent, readReceivedEvent } from '@fashion-shoot/protocol'
import { createParser } from 'eventsource-parser'
import { UserError } from '../UserError.ts'
import type { Api } from './Api.ts'
import { ApiProblem } from './ApiProblem.ts'

/** The studio sends a comment every 15 s: three missed ones mean that the connection is dead. */
const SILENCE_MS = 45_000
const RETRY_MS = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]
/** A connection that has held so long was a good one, though nothing may have happened in the shoot. */
const HELD_MS = 10_000
/** Refusals that pass: too slow a request, too early, too many. */
const PASSING = [408, 425, 429]

/**
 * The session's events after number `after`, live, each once and in order, over as many connections as it takes. An event of a
 * kind that is not known comes as null under its number. It does not end by itself: leave the loop, or abort.
 *
 * @throws UserError when the studio stays away for half a minute; ApiProblem when it refuses
 */
export async function* followEvents(
  api: Api,
  sessionId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<ReceivedEvent> {
  let last = after
  let failures = 0
  while (true) {
    const begin = performance.now()
    try {
      for await (const event of connection(api, sessionId, last, signal)) {
        failures = 0
        if (event.seq <= last) continue
        last = event.seq
        yield event
      }
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error
    }
    if (performance.now() - begin > HELD_MS) failures = 0
    if (failures === RETRY_MS.length) {
      throw new UserError(`The studio at ${api.url} no longer answers. What was made is kept there.`)
    }
    await sleep(RETRY_MS[failures++], undefined, { signal })
  }
}

/** A refusal would be the same the next time. */
function mayPass(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.status >= 500 || PASSING.includes(error.status)
  // What fetch and its streams throw for a lost connection, and for one that was given up as dead.
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')
}

async function* connection(api: Api, sessionId: string, after: number, signal: AbortSignal) {
  const dead = new AbortController()
  const response = await api.events(sessionId, after, AbortSignal.any([signal, dead.signal]))
  if (response.body === null) return
  const arrived: ReceivedEvent[] = []
  const parser = createParser({
    onEvent: ({ id, data }) => {
      const received = readReceivedEvent(id, data)
      if (received !== null) arrived.push(received)
    },
  })
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    while (true) {
      const silence = setTimeout(() => dead.abort(), SILENCE_MS)
      const { done, value } = await reader.read().finally(() => clearTimeout(silence))
      if (done) return
      parser.feed(value)
      yield* arrived.splice(0)
    }
  } finally {
    // Also when the caller leaves its loop: without it the connection would keep the process alive.
    dead.abort()
    await reader.cancel().catch(() => {})
  }
}
