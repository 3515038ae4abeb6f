const SHORTEST_MS = 200
const LONGEST_MS = 4000
/** So many of the shortest pauses, one after the other, are as long as the work must have taken for a longer one. */
const SHARE = 20

/**
 * ms to wait after a provider has said for the `polls`th time that it is not done: a twentieth of the time that the work has taken by
 * then. So its end is noticed early for what it took, the last one's of five that end together as well. Asking costs nothing at
 * either provider.
 */
export function pollPause(polls: number): number {
  // What has passed grows by a twentieth with each pause, and so does the pause.
  return Math.min(SHORTEST_MS * (1 + 1 / SHARE) ** Math.max(0, polls - SHARE), LONGEST_MS)
}
