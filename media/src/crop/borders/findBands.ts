import type { LineProfile } from '../lines/lineProfile.ts'
import type { Border } from './Border.ts'
import { flatRuns, type Run, writtenRuns } from './flatRuns.ts'

/** Brightness steps. The first finds black gutters between near-black pictures, the last hairlines with the noise of JPEG. */
const TOLERANCES = [1, 3, 6, 11, 18] as const
/** A keyline is thinner than so many px of a sheet of 2048 px. */
const KEYLINE = 8
/** Differences to the pictures beside it from which on a band is seen at all, and is as clear as can be. */
const FAINT = 0.1
const CLEAR = 0.6
/** What the clearness of a single line is worth: mostly it is the soft edge between a gutter and a plain picture. */
const AN_EDGE = 0.4
/** Lines of a band that spread over more brightness steps are written on. */
const WRITTEN = 22
/** Lines of a band that are compared with its core. */
const COMPARED = 8
/** Where pictures are looked for beyond a band's end, in px of a sheet of 2048 px: a keyline may be one px, a soft edge two. */
const NEAR = [1, 2, 4] as const
const FAR = 16

/** All bands of even lines, at every tolerance: the same gutter may be there several times. */
export function findBands(profile: LineProfile, scale: number): Border[] {
  return TOLERANCES.flatMap((tolerance) => {
    const runs = flatRuns(profile, tolerance)
    const bands = [...runs, ...writtenRuns(profile, runs, tolerance)].map((run) => {
      return describe(profile, run, tolerance, scale, () => unevenness(profile, run))
    })
    return [...bands, ...betweenKeylines(profile, runs, tolerance, scale)]
  })
}

/** Gutters that have a keyline on both sides, in the gutter or at the pictures' edges. */
function betweenKeylines(profile: LineProfile, runs: readonly Run[], tolerance: number, scale: number): Border[] {
  const alike = (one: Run, other: Run) => profile.apart(one.core, other.core) <= 2 * tolerance + 4
  const isThin = ({ start, end }: Run) => end - start < KEYLINE * scale
  const touch = (one: Run | undefined, other: Run | undefined) => one && other && other.start - one.end <= 2
  return runs.flatMap((gutter, i) => {
    const [low, high] = [runs[i - 1], runs[i + 1]]
    if (!low || !high || !touch(low, gutter) || !touch(gutter, high)) return []
    if (!isThin(low) || !isThin(high) || !alike(low, high) || alike(low, gutter)) return []
    const [gapLow, gapHigh] = [runs[i - 2], runs[i + 2]]
    const isInGutter = gapLow && gapHigh && touch(gapLow, low) && touch(high, gapHigh)
    const [first, last] =
      isInGutter && alike(gapLow, gutter) && alike(gapHigh, gutter) ? [gapLow, gapHigh] : [low, high]
    const whole = { start: first.start, end: last.end, core: gutter.core }
    return [
      { ...describe(profile, whole, tolerance, scale, () => 0), start: gutter.start, end: gutter.end, keylined: true },
    ]
  })
}

function describe(profile: LineProfile, run: Run, tolerance: number, scale: number, uneven: () => number): Border {
  const { start, end, core } = run
  const outside = (from: number, step: 1 | -1) => {
    const away = (px: number) => profile.difference(from + step * Math.ceil(px * scale), core)
    return { near: Math.max(...NEAR.map(away)), far: away(FAR) }
  }
  const [low, high] = [outside(start, -1), outside(end, 1)]
  const contrast = Math.min(1, Math.max(0, (Math.min(low.near, high.near) - FAINT) / (CLEAR - FAINT)))
  const clearness = contrast === 0 ? 0 : contrast * (1 - uneven()) * (start === end ? AN_EDGE : 1)
  return { kind: 'band', start, end, core, clearness, low, high, tolerance }
}

/** How much the lines of a run differ from its core at most, 0 to 1; written ones are left out. */
function unevenness(profile: LineProfile, { start, end, core }: Run): number {
  const softEdge = end - start > 8 ? 2 : 0
  const step = Math.max(1, Math.floor((end - start) / COMPARED))
  let most = 0
  for (let line = start + softEdge; line <= end - softEdge; line += step) {
    if ((profile.spread[line] ?? 0) <= WRITTEN) most = Math.max(most, profile.difference(line, core))
  }
  return most
}
