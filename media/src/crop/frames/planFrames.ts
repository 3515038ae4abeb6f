import type { Box } from '../../geometry/Box.ts'
import { sheetScale } from '../borders/Border.ts'
import { detectGrid, type Grid } from '../detectGrid.ts'
import type { CellSides, Part } from '../grid/Division.ts'
import { type CutLines, gridByHand } from '../gridByHand.ts'
import { type LineMaps, lineMaps, mapColumns, mapRows, type Raster } from '../lines/lineMaps.ts'
import { lineProfile } from '../lines/lineProfile.ts'
import { findRotation } from '../turn/findRotation.ts'
import { slantOfSides } from '../turn/slantOfSides.ts'
import { straighten } from '../turn/straighten.ts'
import { visiblePart } from '../turn/visiblePart.ts'
import { findCorners } from './findCorners.ts'
import { refineSides } from './refineSides.ts'

export interface FramePlan extends Omit<Grid, 'cells'> {
  /** The sheet, straight. */
  sheet: Raster
  /** Degrees by which it was turned clockwise before; 0 where it is as it was. */
  rotation: number
  /** The pictures row by row, without a pixel of gutters, keylines and corners. Sizes may differ a little. */
  boxes: Box[]
  /** Px that an edge may yet lose for the sake of one size. */
  spare: number
}

/** Px of a sheet of 2048 px: cut off beside every gutter, for soft and noisy edges; and lost at an edge at most, with that. */
const INSET = 3
const MOST_LOST = 9
/** Gutters as clear as this show how slanted they are; the breaks between pictures that touch are only as clear where they are straight. */
const CLEAR = { gutters: 0.5, breaks: 0.85 }
const STRAIGHT_DEGREES = 0.04

/** Finds the pictures of a sheet, which is straightened if it is turned by up to 1.2°. */
export async function planFrames(sheet: Raster, rows: number, cols: number): Promise<FramePlan> {
  const { maps, grid } = await detect(sheet, rows, cols)
  const rotation = looksStraight(grid) ? 0 : findRotation(maps)
  if (rotation === 0) return layOut(sheet, maps, grid, 0)
  const straight = await straighten(sheet, rotation)
  const again = await detect(straight, rows, cols)
  return layOut(straight, again.maps, again.grid, rotation)
}

function looksStraight({ method, confidence, cells }: Grid): boolean {
  if (method === 'breaks') return confidence >= CLEAR.breaks
  if (method !== 'gutters' || confidence < CLEAR.gutters) return false
  const slant = slantOfSides(cells)
  return slant !== undefined && Math.abs(slant) < STRAIGHT_DEGREES
}

/** The pictures between lines that a person drew. The sheet stays as it is. */
export async function planByLines(sheet: Raster, lines: CutLines): Promise<FramePlan> {
  const maps = await lineMaps(sheet)
  const grid = gridByHand(maps, lines)
  return layOut(sheet, maps, { ...grid, cells: refineSides(maps, grid.cells, scaleOf(sheet)) }, 0)
}

async function detect(sheet: Raster, rows: number, cols: number): Promise<{ maps: LineMaps; grid: Grid }> {
  // The columns are looked at while the rows' map is made.
  const [across, down] = await Promise.all([
    mapColumns(sheet).then((map) => ({ map, profile: lineProfile(map, rows) })),
    mapRows(sheet).then((map) => ({ map, profile: lineProfile(map, cols) })),
  ])
  const maps = { rows: down.map, columns: across.map }
  const grid = detectGrid(maps, { rows: down.profile, columns: across.profile }, rows, cols)
  return { maps, grid: { ...grid, cells: refineSides(maps, grid.cells, scaleOf(sheet)) } }
}

const scaleOf = ({ width, height }: Raster) => sheetScale(width, height)

function layOut(sheet: Raster, { rows }: LineMaps, { cells, ...grid }: Grid, rotation: number): FramePlan {
  const scale = scaleOf(sheet)
  const corner = findCorners(sheet, cells, scale, rows.loops)
  const inset = Math.max(Math.ceil(INSET * scale), corner)
  const boxes = cells.map((cell) => boxOf(cell, inset, corner > 0))
  return {
    ...grid,
    sheet,
    rotation,
    boxes: rotation === 0 ? boxes : boxes.map((box) => visiblePart(box, rotation, sheet)),
    spare: Math.max(0, Math.floor(MOST_LOST * scale - inset)),
  }
}

function boxOf({ across, down }: CellSides, inset: number, isRound: boolean): Box {
  const span = ({ from, to }: Part) => {
    const start = from.at + (from.outermost && !isRound ? 0 : inset)
    return { start, size: to.at - (to.outermost && !isRound ? 0 : inset) - start }
  }
  const [x, y] = [span(across), span(down)]
  return { left: x.start, top: y.start, width: x.size, height: y.size }
}
