const SHORTEST_MS = 150
const LONGEST_MS = 4000

/**
 * ms to wait after a provider has said for the `polls`th time that it is not done: about a tenth of the time that the work has taken by
 * then, so that its end is noticed within a twentieth of it on average. Asking costs nothing at either provider.
 */
export function pollPause(polls: number): number {
  // After ten of the shortest pauses each is a tenth of what has passed if it is a tenth longer than the one before.
  return Math.min(SHORTEST_MS * 1.1 ** Math.max(0, polls - 10), LONGEST_MS)
}
