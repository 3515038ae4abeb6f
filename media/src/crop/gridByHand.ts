import { type Border, sheetScale, widthOf } from './borders/Border.ts'
import { findBands } from './borders/findBands.ts'
import { findBreaks } from './borders/findBreaks.ts'
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

/** A line that was drawn by eye may miss its gutter, or the break between pictures that touch, by so many px of a sheet of 2048 px. */
const MISS = 20
const LEAST_CLEARNESS = 0.3
/** A wider band than this share of the sheet is a backdrop. */
const WIDEST = 0.08

/** Divides a sheet by lines that a person drew: at the gutters or breaks that they are drawn through, else at the lines themselves. */
export function gridByHand(maps: LineMaps, { x, y }: CutLines): Grid {
  const scale = sheetScale(maps.columns.lines, maps.rows.lines)
  const { down, across } = fitAxes(maps, axisOf(maps.rows, y, scale), axisOf(maps.columns, x, scale), () => [])
  return { cells: cellsOf(down, across), confidence: 1, method: 'byHand' }
}

function axisOf(map: LineMap, lines: readonly number[], scale: number) {
  const profile = lineProfile(map, 1)
  const clearest = (borders: Border[]) =>
    borders
      .filter((border) => border.clearness >= LEAST_CLEARNESS && widthOf(border) < WIDEST * map.lines)
      .sort((a, b) => b.clearness - a.clearness)
  const bands = clearest(findBands(profile, scale))
  const isMargin = ({ start, end }: Border) => start <= 2 || end >= map.lines - 3
  const inner = [...bands.filter((band) => !isMargin(band)), ...clearest(findBreaks(profile))]
  const through = (line: number) =>
    inner.find(({ start, end }) => start - MISS * scale <= line && line <= end + 1 + MISS * scale)
  return {
    profile,
    borders: [...lines.map((line) => through(line) ?? breakAt(line)), ...bands.filter(isMargin)],
    cells: { at: lines, pitch: map.lines / (lines.length + 1), reach: { band: WIDEST, break: WIDEST } },
  }
}

function breakAt(line: number): Border {
  const end = { near: 1, far: 1 }
  return { kind: 'break', start: line, end: line - 1, core: line, clearness: 1, low: end, high: end, tolerance: 0 }
}
