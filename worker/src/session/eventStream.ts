import type { LoggedEvent } from '@fashion-shoot/protocol'
import type { EventLog } from './EventLog.ts'

const BATCH = 200
const HEARTBEAT_MS = 15_000

/**
 * The log from number `after` on as server-sent events, live. Reads the log only as fast as its listener drains it, so a slow
 * listener costs nothing but its own delay. Ends after the first event for which `isLast` holds.
 */
export function eventStream(log: EventLog, after: number, isLast: (event: LoggedEvent) => boolean): Response {
  const encoder = new TextEncoder()
  let cursor = after
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // A first byte at once tells every proxy, and the listener, that the stream is open.
      controller.enqueue(encoder.encode(': open\n\n'))
    },
    async pull(controller) {
      let events = log.after(cursor, BATCH)
      while (events.length === 0) {
        if (!(await within(log.changed, HEARTBEAT_MS))) {
          controller.enqueue(encoder.encode(': still here\n\n'))
          return
        }
        events = log.after(cursor, BATCH)
      }
      const last = events.findIndex(isLast)
      const sent = last === -1 ? events : events.slice(0, last + 1)
      cursor = sent.at(-1)?.seq ?? cursor
      controller.enqueue(encoder.encode(sent.map(serverSentEvent).join('')))
      if (last !== -1) controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

/** JSON holds no line break, so one `data` line is enough. */
function serverSentEvent({ seq, event }: LoggedEvent): string {
  return `id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`
}

async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, ms, false)
  try {
    return await Promise.race([promise.then(() => true), timeout])
  } finally {
    clearTimeout(timer)
  }
}
