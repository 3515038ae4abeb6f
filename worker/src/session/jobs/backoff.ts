const FIRST_MS = 1000
const LONGEST_MS = 30_000

/**
 * ms to wait after the `errors`th error in a row: twice as long each time up to half a minute, and half of it by chance, so that
 * those who failed together do not come back together. `random` gives numbers from 0 to 1.
 */
export function backoff(errors: number, random: () => number): number {
  const longest = Math.min(FIRST_MS * 2 ** (errors - 1), LONGEST_MS)
  return (longest * (1 + random())) / 2
}
