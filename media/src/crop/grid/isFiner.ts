import type { Division } from './Division.ts'

/** Borders inside of the pictures that are so clear, alone and in shares of the faintest gutter, are signs of a finer grid. */
const LEAST_CLEARNESS = 0.5
const OF_FAINTEST = 0.8
/** So much of a picture at its edges does not count as inside. */
const EDGE = 0.15
const MOST_UNEVEN = 1.8

/** Whether borders as clear as the gutters divide every part once more, or the parts are of very different sizes. */
export function isFiner({ borders, parts }: Division, clearness: number): boolean {
  const least = Math.max(LEAST_CLEARNESS, OF_FAINTEST * clearness)
  const clear = borders.filter((border) => border.clearness >= least)
  const sizes = parts.map(({ from, to }) => to.at - from.at)
  if (Math.max(...sizes) > MOST_UNEVEN * Math.min(...sizes)) return true
  return parts.every(({ from, to }) => {
    const edge = (to.at - from.at) * EDGE
    return clear.some(({ start, end }) => start > from.at + edge && end < to.at - edge)
  })
}
