import type { TurnStep } from '@fashion-shoot/protocol'

/** ms without a single line after which the journal is read anew; a runner says one every 5 s. */
export const SILENCE_MS = 30_000
/** ms, and how often in a row, that a host is asked again which does not answer or breaks off at once. */
export const PATIENCE_MS = 60_000
export const LEAST_TRIES = 6
/** ms that a stop may take; the host kills a runner that does not heed it after 4 s. */
export const STOP_MS = 15_000
/** ms that the end of a shoot waits for its host to go; one that stays is removed by the housekeeping. */
export const DISMISS_MS = 30_000
/** ms without any news while a container is waited for; the drivers' own limits are below. */
export const LONGEST_WAIT_MS = 40 * 60_000
/** Attempts at one turn, and those in a row that bring nothing. */
export const MOST_ATTEMPTS = 12
export const MOST_FRUITLESS = 3

/**
 * ms without a sign of life from what a turn waits for, by step. Each is above what the runner allows itself there: the SDK ends an
 * unanswered request after 60 s and a silent stream after 45 s, and asks once more without streaming; a paid job is asked after
 * every 25 s, and its own deadline is kept by `Jobs`; a file may take 300 s to load.
 */
const QUIET_MS: Record<TurnStep, number> = {
  starting: 120_000,
  first_token: 150_000,
  next_token: 150_000,
  job: 150_000,
  media: 6 * 60_000,
  call: 6 * 60_000,
}

/** True when a step has been without a sign of life for too long. */
export function isOverdue({ step, quietMs }: { step: TurnStep; quietMs: number }): boolean {
  return quietMs > QUIET_MS[step]
}
