import type { LineProfile } from './lineProfile.ts'

/** What may divide two pictures: a flat band of lines, or a break between two lines (`end` is `start` − 1). */
export interface Border {
  kind: 'band' | 'break'
  /** First and last line, in px. */
  start: number
  end: number
  /** How clear it is, 0 to 1. */
  clearness: number
}

const LEAST_FLATNESS = 0.88
/** Lines of one gutter differ less than this in level (of 255). */
const SAME_LEVEL = 5
/** Wider bands than this share of the sheet are pictures' backgrounds. */
const WIDEST = 0.1
const LEAST_BREAK = 0.15

/** All bands of flat lines of one level among `length` lines. */
export function findBands({ levels, flatness, differing }: LineProfile, length: number): Border[] {
  const isFlat = (line: number) => (flatness[line] ?? 0) >= LEAST_FLATNESS
  const found: Border[] = []
  for (let start = 0; start < length; start++) {
    if (!isFlat(start)) continue
    let end = start
    while (
      end + 1 < length &&
      isFlat(end + 1) &&
      Math.abs((levels[end + 1] ?? 0) - (levels[start] ?? 0)) < SAME_LEVEL
    ) {
      end++
    }
    const level = levels[(start + end) >> 1] ?? 0
    // A soft edge belongs to neither side, so the neighbours are looked at a little further out.
    const beside = (near: number, far: number) => Math.max(differing(near, level), differing(far, level))
    const contrast = Math.min(beside(start - 2, start - 4), beside(end + 2, end + 4))
    const flattest = flatness.subarray(start, end + 1).reduce((most, share) => Math.max(most, share), 0)
    const clearness = clamp((flattest - 0.85) / 0.12) * clamp((contrast - 0.1) / 0.5)
    if (end - start + 1 <= WIDEST * length) found.push({ kind: 'band', start, end, clearness })
    start = end
  }
  return found
}

/** All lines at which two pictures may touch. */
export function findBreaks({ breaks }: LineProfile, length: number): Border[] {
  const found: Border[] = []
  for (let line = 3; line < length - 3; line++) {
    const share = breaks[line] ?? 0
    if (share < LEAST_BREAK || share < (breaks[line - 1] ?? 0) || share <= (breaks[line + 1] ?? 0)) continue
    // A break is never as certain as a band: a horizon that runs through all pictures looks the same.
    found.push({ kind: 'break', start: line, end: line - 1, clearness: 0.9 * clamp((share - LEAST_BREAK) / 0.4) })
  }
  return found
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
