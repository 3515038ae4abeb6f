import type { Border } from '../borders/Border.ts'

/** Where a picture begins or ends on one axis. */
export interface Side {
  /** The picture's first line, or the line after its last, in px. */
  at: number
  /** Whether a picture's edge shows there; if not, a backdrop of the gutter's colour may hide it. */
  certain: boolean
  /** The gutter or margin beside it; none at the sheet's own edge and where pictures touch. */
  gutter?: Border | undefined
  /** Whether it lies at the sheet's own edge. */
  outermost?: boolean
}

/** One row or column of pictures. */
export interface Part {
  from: Side
  to: Side
}

/** One axis of a sheet, divided into rows or columns. */
export interface Division {
  /** All borders of the axis; those of another colour than the gutters that cross them are less clear. */
  borders: readonly Border[]
  /** Those that divide it, in order; undefined where one is missing. */
  gutters: readonly (Border | undefined)[]
  parts: readonly Part[]
  /** Of the faintest gutter, 0 to 1; 0 where one is missing. */
  clearness: number
}

/** The four sides of a picture. */
export interface CellSides {
  across: Part
  down: Part
}

/** The pictures row by row; each row has its own columns. */
export function cellsOf(down: Division, across: readonly Division[]): CellSides[] {
  return down.parts.flatMap((row, r) => (across[r]?.parts ?? []).map((column) => ({ down: row, across: column })))
}
