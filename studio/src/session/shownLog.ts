/** ms; where the connection is cut, nobody waits any longer for what it would bring. */
const LONGEST_MS = 5000

/** How much of each shoot's log the page shows: the number of the last event. */
const shown = new Map<string, number>()
const waiting = new Set<() => void>()

/** The page shows a shoot's log up to this number. */
export function noteShown(sessionId: string, seq: number): void {
  shown.set(sessionId, seq)
  for (const look of waiting) look()
}

/** Resolves once the page shows more of a shoot's log than this: what was begun is then seen to have begun. */
export function shownPast(sessionId: string, seq: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if ((shown.get(sessionId) ?? 0) > seq) done()
    }
    const done = () => {
      clearTimeout(timer)
      waiting.delete(look)
      resolve()
    }
    const timer = setTimeout(done, LONGEST_MS)
    waiting.add(look)
    look()
  })
}
