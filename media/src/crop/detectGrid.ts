import { chooseGutters } from './chooseGutters.ts'
import { type Border, findBands, findBreaks } from './findBorders.ts'
import { type Axis, type Grey, lineProfile } from './lineProfile.ts'

/** A part of a picture in px. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** `gutters`: bands between the pictures. `breaks`: pictures that touch. `rowGutters`: as gutters, each row by itself. */
export type GridMethod = 'gutters' | 'breaks' | 'rowGutters'

export interface Grid {
  /** The pictures row by row, gutters and margins and their soft edges left out. Sizes may differ a little. */
  cells: Box[]
  /** How sure the grid is, 0 to 1; below {@link LEAST_CONFIDENCE} it is not to be used. */
  confidence: number
  method: GridMethod
  /** What speaks against it, for a person. */
  problem?: string
}

/** The first line of a part and the line after its last, in px. */
interface Span {
  from: number
  to: number
}

export const LEAST_CONFIDENCE = 0.3
/** A grid this clear is not looked for again with a wider tolerance, nor with each row by itself. */
const GOOD_CONFIDENCE = 0.5
/** Brightness steps (of 255): the first tells a gutter from a backdrop of nearly its colour, the second bears noise. */
const TOLERANCES = [6, 14] as const
/** Side of a sheet in px per pixel that is cut off at each edge, for soft and noisy borders. */
const PX_PER_INSET = 700
const SURPLUS_CLEARNESS = 0.5

/**
 * Finds the grid of `rows` × `cols` pictures on a sheet: gutters of any colour and width, margins or none, pictures that touch.
 */
export function detectGrid(grey: Grey, rows: number, cols: number): Grid {
  let best: Grid | undefined
  for (const tolerance of TOLERANCES) {
    const grid = tryGrid(grey, rows, cols, tolerance)
    if (!best || grid.confidence > best.confidence) best = grid
    if (best.confidence >= GOOD_CONFIDENCE) break
  }
  return best ?? { cells: [], confidence: 0, method: 'gutters' }
}

function tryGrid(grey: Grey, rows: number, cols: number, tolerance: number): Grid {
  const { width, height } = grey
  const borders = (axis: Axis, from: number, to: number): Border[] => {
    const profile = lineProfile(grey, axis, from, to, tolerance)
    const length = axis === 'x' ? width : height
    return [...findBands(profile, length), ...findBreaks(profile, length)]
  }
  const rowBorders = borders('y', 0, width)
  const columnBorders = borders('x', 0, height)
  const rowGutters = chooseGutters(rowBorders, height, rows)
  const columnGutters = chooseGutters(columnBorders, width, cols)

  // A true band runs through the gutters that it crosses; a strip of equal backdrops is interrupted by them.
  const isWhole = (band: Border, axis: Axis) =>
    band.kind === 'band' && runsThrough(grey, axis, band, axis === 'x' ? rowGutters : columnGutters, tolerance)
  const [down, across] = [
    inMargins(
      rowBorders.filter((each) => isWhole(each, 'y')),
      rowGutters,
      height,
    ),
    inMargins(
      columnBorders.filter((each) => isWhole(each, 'x')),
      columnGutters,
      width,
    ),
  ]
  const rowSpans = between(rowGutters, down)

  let columnsByRow = rowSpans.map(() => columnGutters)
  // Where the rows do not line up, a band of one row shows as a faint break over the whole height.
  const aligned =
    clearness(columnGutters, cols) >= GOOD_CONFIDENCE && columnGutters.every(({ kind }) => kind === 'band')
  if (!aligned) {
    const apart = rowSpans.map((row) => chooseGutters(borders('x', row.from, row.to), width, cols))
    const least = (each: Border[][]) => Math.min(...each.map((gutters) => clearness(gutters, cols)))
    if (least(apart) > least(columnsByRow)) columnsByRow = apart
  }
  const byRow = columnsByRow.some((gutters) => gutters !== columnGutters)
  const chosen = [...rowGutters, ...columnsByRow.flat()]
  const touching = chosen.some((gutter) => gutter.kind === 'break')
  const method: GridMethod = touching ? 'breaks' : byRow ? 'rowGutters' : 'gutters'

  const problem =
    missing(rowGutters, rows, 'across') ??
    columnsByRow.map((gutters) => missing(gutters, cols, 'down')).find((each) => each !== undefined)
  if (problem) return { cells: [], confidence: 0, method, problem }
  const inset = Math.ceil(Math.max(width, height) / PX_PER_INSET)
  const cells = rowSpans.flatMap((row, r) =>
    between(columnsByRow[r] ?? [], across).map((col) => insetBox(row, col, grey, inset)),
  )
  const surplus = [
    ...findSurplus(rowBorders, rowGutters, rowSpans, (band) => isWhole(band, 'y')),
    ...(byRow
      ? []
      : findSurplus(columnBorders, columnGutters, between(columnGutters, across), (band) => isWhole(band, 'x'))),
  ]
  if (surplus.length > 0) return { cells, confidence: 0, method, problem: 'it has more gutters than asked for' }
  const uneven = unevenness(cells)
  if (uneven) return { cells, confidence: 0, method, problem: uneven }
  return { cells, confidence: Math.min(1, ...chosen.map((gutter) => gutter.clearness)), method }
}

function clearness(gutters: readonly Border[], cells: number): number {
  return gutters.length < cells - 1 ? 0 : Math.min(1, ...gutters.map((gutter) => gutter.clearness))
}

function missing(gutters: readonly Border[], cells: number, direction: string): string | undefined {
  if (gutters.length >= cells - 1) return undefined
  return `of the gutters ${direction}, ${gutters.length} of ${cells - 1} can be seen`
}

/** Whether a band keeps its brightness where it crosses the `crossed` gutters of the other axis. */
function runsThrough(grey: Grey, axis: Axis, band: Border, crossed: readonly Border[], tolerance: number): boolean {
  const line = (band.start + band.end) >> 1
  const read = (along: number) => grey.pixels[axis === 'x' ? along * grey.width + line : line * grey.width + along] ?? 0
  return crossed.every((gutter) => {
    if (gutter.kind === 'break') return true
    const inside = read((gutter.start + gutter.end) >> 1)
    const near = (along: number) => Math.abs(read(along) - inside) <= tolerance
    return near(gutter.start - 6) || near(gutter.end + 6)
  })
}

/**
 * What the outer margins leave of `length` px. A plain backdrop at a picture's edge may have the gutter's colour, so a band at
 * the border counts as margin only up to a few times the widest gutter.
 */
function inMargins(bands: readonly Border[], gutters: readonly Border[], length: number): Span {
  const size = (band: Border) => band.end - band.start + 1
  const widest = Math.max(0, ...gutters.map(size))
  const most = Math.max(widest * 4, length * 0.03)
  const width = (band: Border) => (size(band) <= most ? size(band) : widest)
  const low = bands.find((band) => band.start <= 2)
  const high = bands.findLast((band) => band.end >= length - 3)
  return { from: low ? low.start + width(low) : 0, to: high ? high.end + 1 - width(high) : length }
}

function between(gutters: readonly Border[], content: Span): Span[] {
  const starts = [content.from, ...gutters.map((gutter) => gutter.end + 1)]
  return starts.map((from, i) => ({ from, to: gutters[i]?.start ?? content.to }))
}

/** Borders well inside of the cells that are as good as the chosen ones: signs of a finer grid. */
function findSurplus(
  borders: readonly Border[],
  chosen: readonly Border[],
  cells: readonly Span[],
  isWhole: (band: Border) => boolean,
): Border[] {
  const touching = chosen.some((gutter) => gutter.kind === 'break')
  const least = Math.max(SURPLUS_CLEARNESS, 0.8 * Math.min(1, ...chosen.map((gutter) => gutter.clearness)))
  return borders.filter((border) => {
    const counts = border.kind === 'break' ? touching : isWhole(border)
    const deep = ({ from, to }: Span) =>
      border.start > from + (to - from) * 0.15 && border.end < to - (to - from) * 0.15
    return border.clearness >= least && cells.some(deep) && counts
  })
}

function insetBox(row: Span, col: Span, { width, height }: Grey, inset: number): Box {
  const left = col.from + (col.from > 0 ? inset : 0)
  const top = row.from + (row.from > 0 ? inset : 0)
  return {
    left,
    top,
    width: col.to - (col.to < width ? inset : 0) - left,
    height: row.to - (row.to < height ? inset : 0) - top,
  }
}

function unevenness(cells: readonly Box[]): string | undefined {
  for (const side of ['width', 'height'] as const) {
    const sizes = cells.map((cell) => cell[side])
    if (Math.min(...sizes) < 16 || Math.max(...sizes) > Math.min(...sizes) * 1.8) {
      return `its pictures would be ${Math.min(...sizes)} to ${Math.max(...sizes)} px in ${side}`
    }
  }
  return undefined
}
