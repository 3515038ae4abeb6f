import { type Border, sheetScale, widthOf } from './borders/Border.ts'
import { findBands } from './borders/findBands.ts'
import type { Grid } from './detectGrid.ts'
import { cellsOf } from './grid/Division.ts'
import { fitAxes } from './grid/fitAxes.ts'
import type { LineMap, LineMaps } from './lines/lineMaps.ts'
import { lineProfile } from './lines/lineProfile.ts'

/** Where lines between the pictures are, in px of the sheet. */
export interface CutLines {
  /** From the left, each between two columns. */
  x: readonly number[]
  /** From the top, each between two rows. */
  y: readonly number[]
}

/** A line that a person drew may miss its gutter by so many px of a sheet of 2048 px. */
const MISS = 6
const LEAST_CLEARNESS = 0.3
/** A wider band than this share of the sheet is a backdrop. */
const WIDEST = 0.08

/** Divides a sheet by lines that a person drew: at the gutters that they are drawn through, else at the lines themselves. */
export function gridByHand(maps: LineMaps, { x, y }: CutLines): Grid {
  const scale = sheetScale(maps.columns.lines, maps.rows.lines)
  const { down, across } = fitAxes(maps, axisOf(maps.rows, y, scale), axisOf(maps.columns, x, scale), () => [])
  return { cells: cellsOf(down, across), confidence: 1, method: 'byHand' }
}

function axisOf(map: LineMap, lines: readonly number[], scale: number) {
  const profile = lineProfile(map, 1)
  const bands = findBands(profile, scale)
    .filter((band) => band.clearness >= LEAST_CLEARNESS && widthOf(band) < WIDEST * map.lines)
    .sort((a, b) => b.clearness - a.clearness)
  const isMargin = ({ start, end }: Border) => start <= 2 || end >= map.lines - 3
  const through = (line: number) =>
    bands.find((band) => !isMargin(band) && band.start - MISS * scale <= line && line <= band.end + 1 + MISS * scale)
  return {
    profile,
    borders: [...lines.map((line) => through(line) ?? breakAt(line)), ...bands.filter(isMargin)],
    cells: { at: lines, pitch: map.lines / (lines.length + 1), reach: { band: WIDEST, break: 0.01 } },
  }
}

function breakAt(line: number): Border {
  const end = { near: 1, far: 1 }
  return { kind: 'break', start: line, end: line - 1, core: line, clearness: 1, low: end, high: end, tolerance: 0 }
}
