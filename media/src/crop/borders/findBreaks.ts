import type { LineProfile } from '../lines/lineProfile.ts'
import type { Border } from './Border.ts'

/** Shares of a line that jump from which on a break is seen at all, and is as clear as can be. */
const FAINT = 0.2
const CLEAR = 0.55
/** A break is never as certain as a band: a horizon that runs through all pictures looks the same. */
const MOST = 0.9

/** All lines at which two pictures may touch. */
export function findBreaks(profile: LineProfile): Border[] {
  const { lines, spread, contrast } = profile
  const shares = profile.breaks()
  const isEven = (line: number) => (spread[line] ?? 0) < contrast / 2
  const found: Border[] = []
  for (let line = 4; line < lines - 4; line++) {
    const share = shares[line] ?? 0
    if (share < FAINT || share < (shares[line - 1] ?? 0) || share <= (shares[line + 1] ?? 0)) continue
    // With even lines on one side it is the edge of a gutter.
    if ((isEven(line) && isEven(line + 1)) || (isEven(line - 1) && isEven(line - 2))) continue
    const clearness = MOST * Math.min(1, (share - FAINT) / (CLEAR - FAINT))
    const end = { near: share, far: share }
    found.push({ kind: 'break', start: line, end: line - 1, core: line, clearness, low: end, high: end, tolerance: 0 })
  }
  return found
}
