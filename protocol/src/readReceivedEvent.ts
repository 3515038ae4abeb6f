import { SessionEvent } from './event.ts'

/** An event as a follower of the log gets it; null for one that this program does not know. */
export type ReceivedEvent = { seq: number; event: SessionEvent | null }

/**
 * Reads one SSE message of a session's log; null when it has no number, so is none of the log. An event that is not known, a newer
 * server's, keeps its number: whoever follows passes it over, counts it as seen, and the rest of the log still tells the shoot.
 */
export function readReceivedEvent(id: string | undefined, data: string): ReceivedEvent | null {
  const seq = Number(id)
  if (!Number.isSafeInteger(seq) || seq < 1) return null
  return { seq, event: SessionEvent.safeParse(parseJson(data)).data ?? null }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
