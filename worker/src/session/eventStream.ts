import type { LoggedEvent } from '@fashion-shoot/protocol'
import type { EventLog } from './EventLog.ts'

const BATCH = 200
const HEARTBEAT_MS = 15_000

/**
 * The log from number `after` on as server-sent events, live. The log is read only as fast as the listener takes it, so a slow
 * listener costs nothing but its own delay. Ends after the first event for which `isLast` holds.
 */
export function eventStream(log: EventLog, after: number, isLast: (event: LoggedEvent) => boolean): Response {
  const { readable, writable } = new IdentityTransformStream()
  const writer = writable.getWriter()
  // The listener has left, which shows when it is written to, at the latest with the next heartbeat; or the log is gone.
  send(log, after, isLast, writer).catch((error: unknown) => writer.abort(error).catch(() => {}))
  return new Response(readable, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

async function send(
  log: EventLog,
  after: number,
  isLast: (event: LoggedEvent) => boolean,
  writer: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  const encoder = new TextEncoder()
  const since = log.view.lastSeq
  const write = (text: string) => writer.write(encoder.encode(text))
  // A first byte at once tells every proxy, and the listener, that the stream is open.
  await write(': open\n\n')
  for (let cursor = after; ; ) {
    const events = log.after(cursor, since, BATCH)
    if (events.length === 0) {
      if (!(await within(log.changed, HEARTBEAT_MS))) await write(': still here\n\n')
      continue
    }
    const last = events.findIndex(isLast)
    const batch = last === -1 ? events : events.slice(0, last + 1)
    await write(batch.map(serverSentEvent).join(''))
    if (last !== -1) return await writer.close()
    cursor = batch.at(-1)?.seq ?? cursor
  }
}

/** JSON holds no line break, so one `data` line is enough. */
function serverSentEvent({ seq, event }: LoggedEvent): string {
  return `id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`
}

/** True when the promise resolves within `ms`. */
async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, ms, false)
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
