import type { LineProfile } from '../lines/lineProfile.ts'

/** Neighbouring lines of one colour. */
export interface Run {
  start: number
  end: number
  /** A line that stands for all. */
  core: number
}

/** Neighbouring lines of a gutter differ by less than this share of the tolerance, and at least by noise. */
const SMOOTH = 0.7
const NOISE = 3
/** Runs further apart than this share of the sheet have no writing between them. */
const WRITING = 0.09
/** Share of a written line that still shows the gutter. */
const SHOWS_BETWEEN_LETTERS = 0.22
/** Writing differs from its ground by so many brightness steps, in some lines in such a share. */
const INK = 30
const LEAST_INK = 0.02

/** All runs of lines that are even within `tolerance` brightness steps. */
export function flatRuns({ lines, spread, apart }: LineProfile, tolerance: number): Run[] {
  const runs: Run[] = []
  const step = Math.max(NOISE, tolerance * SMOOTH)
  for (let start = 0; start < lines; start++) {
    if ((spread[start] as number) > tolerance) continue
    let end = start
    for (let next = start + 1; next < lines && (spread[next] as number) <= tolerance; next++) {
      if (apart(next, end) > step || apart(next, start) > 3 * tolerance + 6) break
      end = next
    }
    runs.push({ start, end, core: (start + end) >> 1 })
    start = end
  }
  return runs
}

/** The runs of one colour that have writing between them, each such group as one. */
export function writtenRuns(profile: LineProfile, runs: readonly Run[], tolerance: number): Run[] {
  const joined: (Run & { parts: number; longest: number })[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const length = run.end - run.start
    if (!last || !isWrittenBetween(profile, last, run, tolerance)) {
      joined.push({ ...run, parts: 1, longest: length })
      continue
    }
    last.end = run.end
    last.parts++
    if (length > last.longest) Object.assign(last, { core: run.core, longest: length })
  }
  return joined.filter(({ parts }) => parts > 1)
}

function isWrittenBetween(profile: LineProfile, one: Run, other: Run, tolerance: number): boolean {
  if (other.start - one.end > WRITING * profile.lines) return false
  if (profile.apart(one.core, other.core) > 2 * tolerance + 6) return false
  let ink = 0
  for (let line = one.end + 1; line < other.start; line++) {
    if (1 - profile.differing(line, one.core, 2 * tolerance + 3) < SHOWS_BETWEEN_LETTERS) return false
    ink = Math.max(ink, profile.differing(line, one.core, INK))
  }
  return ink >= LEAST_INK
}
