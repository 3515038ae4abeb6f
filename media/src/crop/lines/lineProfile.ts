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
  apart(line: number, other: number): number
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

/** Most lines cross pictures; of those this one is typical. */
const TYPICAL = 0.7
/** The contrast is this share of what the typical line spreads over, within limits. */
const CONTRAST = { share: 0.4, least: 5, most: 32 }
/** Every so many lines one is looked at closely, whatever it looks like, to know the typical one. */
const EVERY = 16

/**
 * Looks along every line from sample `from` up to `to`, which are divided into `parts` where breaks are looked for.
 *
 * A line's own colour may change along it: it is the parabola through the medians of its thirds, so that a gutter with a
 * gradient is as flat as a plain one, and so that what crosses it in a few places does not move it.
 */
export function lineProfile(map: LineMap, parts: number, from = 0, to = map.samples): LineProfile {
  const { lines, samples, loops } = map
  const profile = loops.openProfile(from, to)
  const spread = spreadsOf(map, profile)
  const some = spread.filter((_, line) => line % EVERY === 0).sort()
  const typical = some[Math.floor(some.length * TYPICAL)] ?? 0
  const contrast = Math.min(CONTRAST.most, Math.max(CONTRAST.least, typical * CONTRAST.share))
  const isOutside = (line: number) => line < 0 || line >= lines
  return {
    lines,
    spread,
    contrast,
    breaks() {
      const shares = loops.breaks(profile, parts)
      return new Float32Array(loops.memory.buffer, shares, lines).slice()
    },
    apart: (line, other) => loops.apart(profile, line, other),
    colourAt(line, crossing, of) {
      const sample = Math.round(((crossing + 0.5) / of) * samples - from - 0.5)
      return [0, 1, 2].map((channel) => loops.colourAt(profile, line, sample, channel))
    },
    difference: (line, like) => (isOutside(line) ? 1 : loops.difference(profile, line, like, contrast)),
    differing: (line, like, tolerance) => (isOutside(line) ? 1 : loops.differing(profile, line, like, tolerance)),
  }
}

function spreadsOf({ lines, loops }: LineMap, profile: number): Uint8Array {
  // What the call allocates may grow the memory, and a grown one has a buffer of its own.
  const spreads = loops.spreads(profile, EVERY)
  return new Uint8Array(loops.memory.buffer, spreads, lines).slice()
}
