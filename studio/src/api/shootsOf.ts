import type { SessionList, SessionSummary } from '@fashion-shoot/protocol'

/** The shoots of a list's pages, each once and as it came last: one that has moved down the list since, as by a new title, comes again. */
export function shootsOf(pages: readonly SessionList[]): SessionSummary[] {
  const shoots = new Map(pages.flatMap(({ sessions }) => sessions).map((shoot) => [shoot.id, shoot]))
  return [...shoots.values()]
}
