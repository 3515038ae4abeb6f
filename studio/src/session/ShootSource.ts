import type { SessionSummary, SessionView } from '@fashion-shoot/protocol'
import type { FollowOptions } from './followEvents.ts'

/** Where the page has a shoot from: the server, or a recording. */
export type ShootSource = {
  /** The shoot as it is. Throws a ProblemError where it can't be had. */
  read(signal: AbortSignal): Promise<{ session: SessionSummary; view: SessionView }>
  /** Tells of everything that happens after an event; resolves when the signal aborts, or when nothing will happen any more. */
  follow(options: Omit<FollowOptions, 'url'>): Promise<void>
}
