/** ms */
const FIRST = 400
/** ms */
const LONGEST = 10_000

/** How long to wait, in ms, after so many failures in a row: doubling, with a spread so that not all pages return at once. */
export function reconnectDelay(failures: number, random: () => number = Math.random): number {
  return Math.min(LONGEST, FIRST * 2 ** failures) * (0.75 + 0.5 * random())
}
