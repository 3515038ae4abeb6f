import type { SessionList, SessionSummary } from '@fashion-shoot/protocol'
import type { InfiniteData } from '@tanstack/react-query'

type Pages = InfiniteData<SessionList, unknown>

/** A list that was asked for, after a shoot in it has changed; null takes the shoot out. */
export function patchLists(
  list: Pages | undefined,
  sessionId: string,
  change: Partial<SessionSummary> | null,
): Pages | undefined {
  if (list === undefined) return undefined
  const pages = list.pages.map((page) => ({
    ...page,
    sessions: page.sessions.flatMap((shoot) => {
      if (shoot.id !== sessionId) return [shoot]
      return change === null ? [] : [{ ...shoot, ...change }]
    }),
  }))
  return { ...list, pages }
}
