import { Bell } from '../streams/Bell.ts'
import { IdleTimer } from '../streams/IdleTimer.ts'
import { StallError, TextSink } from '../streams/TextSink.ts'
import type { EventLog, StoredEvent } from './EventLog.ts'

/** What is read from the log at once. */
const BATCH = 200
const HEARTBEAT_MS = 15_000
/** A listener who takes nothing for so long is sent away. */
const STALL_MS = 20_000

/**
 * The log from number `after` on as server-sent events, live. It is read only as fast as the listener takes it, one batch at a
 * time, so a slow one delays nobody and fills no memory; one who takes nothing any more is cut off, and goes on from the last
 * number that it has when it comes again. Ends after the first event for which `isLast` holds, and when the log is closed.
 *
 * @param cutOff told when the listener was cut off
 */
export function eventStream(
  log: EventLog,
  after: number,
  isLast: (event: StoredEvent) => boolean,
  cutOff: () => void,
): Response {
  const { readable, writable } = new IdentityTransformStream()
  const sink = new TextSink(writable, STALL_MS)
  // The listener has left, which shows when it is written to, at the latest with the next heartbeat; or the log is gone.
  send(log, after, isLast, sink).catch((error: unknown) => {
    if (error instanceof StallError) cutOff()
    return sink.abort(error).catch(() => {})
  })
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
  isLast: (event: StoredEvent) => boolean,
  sink: TextSink,
): Promise<void> {
  const since = log.view.lastSeq
  const bell = new Bell<'news' | 'quiet'>()
  const leave = log.listen(() => bell.ring('news'))
  const heartbeat = new IdleTimer(HEARTBEAT_MS, () => bell.ring('quiet'))
  try {
    // A first byte at once tells every proxy, and the listener, that the stream is open.
    await sink.write(': open\n\n')
    for (let cursor = after; !log.isClosed; ) {
      const events = log.after(cursor, since, BATCH)
      if (events.length === 0) {
        heartbeat.begin()
        if ((await bell.rung()) === 'quiet') await sink.write(': still here\n\n')
        continue
      }
      const last = events.findIndex(isLast)
      const batch = last === -1 ? events : events.slice(0, last + 1)
      await sink.write(batch.map(serverSentEvent).join(''))
      if (last !== -1) break
      cursor = batch.at(-1)?.seq ?? cursor
    }
    await sink.close()
  } finally {
    leave()
    heartbeat.stop()
  }
}

/** JSON holds no line break, so one `data` line is enough. */
function serverSentEvent({ seq, data }: StoredEvent): string {
  return `id: ${seq}\ndata: ${data}\n\n`
}
