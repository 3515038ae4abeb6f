import { breakShares } from './breakShares.ts'
import { type DeviationCounter, deviationCounter } from './deviationCounter.ts'
import { isUneven } from './isUneven.ts'
import type { LineMap } from './lineMaps.ts'

/** What the lines of a map are like between two of their samples. */
export interface LineProfile {
  lines: number
  /** Brightness steps (of 255) within which seven eighths of a line's samples keep to the line's own colour: small in gutters, 255 where it is plainly none. */
  spread: Uint8Array
  /** Brightness steps by which pictures typically differ from one colour: less on a sheet of near-black ones. */
  contrast: number
  /** Share of each line's samples, 0 to 1, that jump against the line before it and not beside it: high where pictures touch. */
  breaks(): Float32Array
  /** How many brightness steps two lines' own colours are apart where they differ most. */
  apart: DeviationCounter['apart']
  /** A line's own colour, as three channels, where it crosses line `crossing` of `of` lines the other way. */
  colourAt(line: number, crossing: number, of: number): readonly number[]
  /**
   * How much the samples of a line differ from the colour of the line `like`, 0 to 1 on average: a sample that differs by the
   * profile's `contrast` or more counts as 1. It is 1 outside of the picture.
   */
  difference(line: number, like: number): number
  /** Share of a line's samples that differ by more than `tolerance` from the colour of the line `like`; 1 outside of the picture. */
  differing(line: number, like: number, tolerance: number): number
}

/** Of the lines of both maps of a sheet. */
export interface LineProfiles {
  rows: LineProfile
  columns: LineProfile
}

const KEEPING = 7 / 8
/** Most lines cross pictures; of those this one is typical. */
const TYPICAL = 0.7
/** The contrast is this share of what the typical line spreads over, within limits. */
const CONTRAST = { share: 0.4, least: 5, most: 32 }
/** Every so many lines one is looked at closely, whatever it looks like, to know the typical one. */
const EVERY = 16
/** A line that spreads over more than this at every few samples is not looked at more closely. */
const NO_GUTTER = 40
const SKIP = 4

/**
 * Looks along every line from sample `from` up to `to`, which are divided into `parts` where breaks are looked for.
 *
 * A line's own colour may change along it: it is the parabola through the medians of its thirds, so that a gutter with a
 * gradient is as flat as a plain one, and so that what crosses it in a few places does not move it.
 */
export function lineProfile(map: LineMap, parts: number, from = 0, to = map.samples): LineProfile {
  const { lines, samples } = map
  const count = to - from
  const counter = deviationCounter(map, from, to)
  const spread = new Uint8Array(lines)
  for (let line = 0; line < lines; line++) {
    const isLookedAt = line % EVERY === 0 || !isUneven(map, line, from, to)
    const rough = isLookedAt ? spreadOf(counter.count(line, line, SKIP), Math.ceil(count / SKIP)) : 255
    spread[line] = rough > NO_GUTTER ? rough : spreadOf(counter.count(line, line, 1), count)
  }
  const some = spread.filter((_, line) => line % EVERY === 0).sort()
  const typical = some[Math.floor(some.length * TYPICAL)] ?? 0
  const contrast = Math.min(CONTRAST.most, Math.max(CONTRAST.least, typical * CONTRAST.share))
  const isOutside = (line: number) => line < 0 || line >= lines
  return {
    lines,
    spread,
    contrast,
    breaks: () => breakShares(map, parts, from, to),
    apart: counter.apart,
    colourAt: (line, crossing, of) =>
      counter.colourAt(line, Math.round(((crossing + 0.5) / of) * samples - from - 0.5)),
    difference(line, like) {
      if (isOutside(line)) return 1
      const counts = counter.count(line, like, 2)
      const counted = Math.ceil(count / 2)
      let [sum, below] = [0, 0]
      for (let step = 0; step < contrast; step++) {
        sum += (counts[step] as number) * step
        below += counts[step] as number
      }
      return (sum / contrast + counted - below) / counted
    },
    differing(line, like, tolerance) {
      if (isOutside(line)) return 1
      const counts = counter.count(line, like, 1)
      let near = 0
      for (let step = 0; step <= tolerance; step++) near += counts[step] as number
      return 1 - near / count
    },
  }
}

/** The step that seven eighths of the counted samples keep within. */
function spreadOf(counts: Uint16Array, of: number): number {
  let seen = 0
  for (let step = 0; step < 255; step++) {
    seen += counts[step] as number
    if (seen >= KEEPING * of) return step
  }
  return 255
}
