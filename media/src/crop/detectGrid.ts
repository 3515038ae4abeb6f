import { sheetScale } from './borders/Border.ts'
import { findBands } from './borders/findBands.ts'
import { findBreaks } from './borders/findBreaks.ts'
import { type CellSides, cellsOf, type Division } from './grid/Division.ts'
import { type Axis, type Fit, fitAxes } from './grid/fitAxes.ts'
import { isFiner } from './grid/isFiner.ts'
import { regularGrid } from './grid/regularGrid.ts'
import { seenParts } from './grid/seenGrid.ts'
import type { LineMaps } from './lines/lineMaps.ts'
import type { LineProfiles } from './lines/lineProfile.ts'

/**
 * `gutters`: bands between the pictures. `rowGutters`: the same, each row by itself. `regular`: pictures of one size about the
 * gutters that can be seen, where a backdrop hides others. `breaks`: pictures that touch. `byHand`: lines that were given.
 */
export type GridMethod = 'gutters' | 'rowGutters' | 'regular' | 'breaks' | 'byHand'

export interface Grid {
  /** The pictures row by row, as the gutters leave them; none if the confidence is too small. */
  cells: CellSides[]
  /** How sure the grid is, 0 to 1; below {@link LEAST_CONFIDENCE} it is not to be used. */
  confidence: number
  method: GridMethod
  /** What speaks against it, for a person. */
  problem?: string
}

export const LEAST_CONFIDENCE = 0.3
/** A grid of gutters that is so clear is not looked for in other ways. */
const GOOD_CONFIDENCE = 0.5
/** Px of a sheet of 2048 px by which two grids may differ and be the same. */
const AGREEING = 6

type Candidate = Fit & { method: GridMethod }

/**
 * Finds the grid of `rows` × `cols` pictures on a sheet: gutters of any colour and width, margins or none, rows that do not line
 * up, pictures that touch.
 *
 * @param profiles of whole lines
 */
export function detectGrid(maps: LineMaps, profiles: LineProfiles, rows: number, cols: number): Grid {
  const scale = sheetScale(maps.columns.lines, maps.rows.lines)
  const { rows: rowProfile, columns: columnProfile } = profiles
  const down = { profile: rowProfile, borders: findBands(rowProfile, scale), cells: rows }
  const across = { profile: columnProfile, borders: findBands(columnProfile, scale), cells: cols }
  const fit = fitAxes(maps, down, across, (profile) => findBands(profile, scale))
  let best: Candidate = { ...fit, method: fit.isByRow ? 'rowGutters' : 'gutters' }
  if (fit.confidence < GOOD_CONFIDENCE || !isAllCertain(fit)) {
    const regular = regularFit(fit, down, across, scale)
    if (regular && !isFinerThan(regular, fit)) best = regular
  }
  if (best.confidence < GOOD_CONFIDENCE) {
    const touching = [down, across].map((axis) => ({ ...axis, borders: findBreaks(axis.profile) }))
    const [rowBreaks = down, columnBreaks = across] = touching
    const broken = fitAxes(maps, rowBreaks, columnBreaks, findBreaks)
    if (broken.confidence > best.confidence && !isFinerThan(broken, fit)) best = { ...broken, method: 'breaks' }
  }
  const { confidence, method } = best
  if (confidence >= LEAST_CONFIDENCE) return { cells: cellsOf(best.down, best.across), confidence, method }
  return { cells: [], confidence, method, problem: describeProblem(fit, down, across, rows, cols) }
}

/** Whether the bands of a sheet divide it more finely than a grid that was found in another way. */
function isFinerThan(grid: Fit, seen: Fit): boolean {
  const isDivided = (division: Division, { borders } = division) => isFiner({ ...division, borders }, grid.confidence)
  return isDivided(grid.down, seen.down) || grid.across.some((each, row) => isDivided(each, seen.across[row]))
}

/** The regular grid, if one fits and does not contradict a good one. */
function regularFit(fit: Fit, rows: Axis, columns: Axis, scale: number): Candidate | undefined {
  if (typeof rows.cells !== 'number' || typeof columns.cells !== 'number') return undefined
  const regular = regularGrid(
    [
      { profile: rows.profile, bands: rows.borders, cells: rows.cells },
      { profile: columns.profile, bands: columns.borders, cells: columns.cells },
    ],
    scale,
  )
  if (!regular) return undefined
  const { down, across } = regular
  const agrees = isLike(fit.down, down, scale) && fit.across.every((each) => isLike(each, across, scale))
  if (!agrees && fit.confidence >= GOOD_CONFIDENCE) return undefined
  const confidence = Math.max(regular.confidence, fit.confidence)
  return { down, across: down.parts.map(() => across), confidence, isByRow: false, method: 'regular' }
}

const isAllCertain = ({ down, across }: Fit) =>
  [down, ...across].every(({ parts }) => parts.every(({ from, to }) => from.certain && to.certain))

/** Whether a division's certain sides are where another one has them. */
function isLike({ parts }: Division, other: Division, scale: number): boolean {
  const isNear = (side: { at: number; certain: boolean }, its: { at: number } | undefined) =>
    !side.certain || Math.abs(side.at - (its?.at ?? 0)) <= AGREEING * scale
  return parts.every(({ from, to }, i) => isNear(from, other.parts[i]?.from) && isNear(to, other.parts[i]?.to))
}

function describeProblem(fit: Fit, down: Axis, across: Axis, rows: number, cols: number): string {
  const [seenRows = 1, seenColumns = 1] = [seenParts(down), seenParts(across)]
  if (seenRows * seenColumns > 1 && (seenRows !== rows || seenColumns !== cols)) {
    return `its gutters look like those of ${seenRows} × ${seenColumns} pictures`
  }
  const count = ({ gutters }: Division) =>
    gutters.filter((gutter) => gutter && gutter.clearness >= LEAST_CONFIDENCE).length
  const [rowGutters, columnGutters] = [count(fit.down), Math.min(...fit.across.map(count))]
  if (rowGutters < rows - 1) return describeUnseen(rowGutters, rows - 1, 'across')
  if (columnGutters < cols - 1) return describeUnseen(columnGutters, cols - 1, 'down')
  return 'what divides it looks like parts of a picture'
}

function describeUnseen(seen: number, wanted: number, way: 'across' | 'down'): string {
  return wanted === 1 ? `no gutters ${way} it can be seen` : `of ${wanted} gutters ${way} it, ${seen} can be seen`
}
