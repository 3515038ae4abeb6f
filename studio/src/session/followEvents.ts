import { type LoggedEvent, type ReceivedEvent, readReceivedEvent } from '@fashion-shoot/protocol'
import { createParser } from 'eventsource-parser'
import { ASKED_BY_PAGE } from '../api/askedByPage.ts'
import { ProblemError } from '../api/ProblemError.ts'
import { problemOf } from '../api/problems.ts'
import { reconnectDelay } from './reconnectDelay.ts'

/** ms; the server sends a comment every 15 s, so three of them missing mean a dead connection. */
const SILENCE_MS = 45_000
/** ms; a connection that has held so long was a good one, though nothing may have happened in the shoot. */
const HELD_MS = 10_000
/** Attempts that must fail in a row before somebody is told that there is no connection. */
const OFFLINE_AFTER = 3
/** Refusals that pass: too slow a request, too early, too many. */
const PASSING = [408, 425, 429]

/** `reconnecting` for a hiccup, `offline` when it lasts. */
export type Connection = 'live' | 'reconnecting' | 'offline' | 'signed_out'

export type FollowOptions = {
  /** Where the stream is: `/api/sessions/:id/events`. */
  url: string
  /** Number of the last event that is known already. */
  after: number
  signal: AbortSignal
  onEvent(entry: LoggedEvent): void
  /** Called when the stream opens, and when it breaks and is being sought again, for as long as need be. */
  onConnection(state: Connection): void
  fetch?: typeof fetch
  /** Waits so many ms, or until the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Follows a session's log until the signal aborts. A broken stream is sought again with `Last-Event-ID`, so that no event is
 * missed; one of a kind that is not known is passed over and counts as seen. Throws a ProblemError when the server refuses for good (the session is gone).
 */
export async function followEvents(options: FollowOptions): Promise<void> {
  const { signal, onConnection, sleep = wait } = options
  let last = options.after
  for (let failures = 0; !signal.aborted; failures += 1) {
    let isSignedOut = false
    const begin = performance.now()
    try {
      await readStream(options, last, ({ seq, event }) => {
        failures = 0
        last = seq
        if (event !== null) options.onEvent({ seq, event })
      })
    } catch (error) {
      const status = error instanceof ProblemError ? error.problem.status : 0
      isSignedOut = status === 401
      if (!isSignedOut && status >= 400 && status < 500 && !PASSING.includes(status)) throw error
    }
    if (signal.aborted) return
    if (performance.now() - begin > HELD_MS) failures = 0
    onConnection(isSignedOut ? 'signed_out' : failures < OFFLINE_AFTER ? 'reconnecting' : 'offline')
    await sleep(reconnectDelay(failures), signal)
  }
}

/** Reads one connection to its end. Resolves when the server closes it; throws when it can't be had or breaks. */
async function readStream(
  options: FollowOptions,
  last: number,
  onEvent: (received: ReceivedEvent) => void,
): Promise<void> {
  const silence = new AbortController()
  const giveUp = () => silence.abort()
  let timer = setTimeout(giveUp, SILENCE_MS)
  // The browser has lost its network: only another attempt tells whether the server is still reached, as one on this machine is.
  globalThis.addEventListener?.('offline', giveUp)
  try {
    const answer = await (options.fetch ?? fetch)(options.url, {
      headers: { ...ASKED_BY_PAGE, accept: 'text/event-stream', 'last-event-id': String(last) },
      signal: AbortSignal.any([options.signal, silence.signal]),
    })
    if (!answer.ok || answer.body === null) throw new ProblemError(await problemOf(answer))
    options.onConnection('live')
    const parser = createParser({
      onEvent: ({ id, data }) => {
        const received = readReceivedEvent(id, data)
        if (received !== null) onEvent(received)
      },
    })
    const text = answer.body.pipeThrough(new TextDecoderStream())
    for await (const chunk of text) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, SILENCE_MS)
      parser.feed(chunk)
    }
  } finally {
    clearTimeout(timer)
    globalThis.removeEventListener?.('offline', giveUp)
  }
}

/** Waits so many ms; less when the signal aborts, or the browser has found a network. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      globalThis.removeEventListener?.('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    globalThis.addEventListener?.('online', done)
  })
}
