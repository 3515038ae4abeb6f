import type { CellSides, Side } from '../grid/Division.ts'
import type { LineMaps } from '../lines/lineMaps.ts'
import { SideSearch } from './SideSearch.ts'

/** Of the keylines that are found, so many in a hundred are no wider than the one that is taken. */
const WIDE_KEYLINE = 0.75

/**
 * Looks at each side of each picture by itself, for gutters may be a little slanted, wavy or of different widths, and moves all
 * sides inwards by the keyline that the pictures have.
 */
export function refineSides(maps: LineMaps, cells: readonly CellSides[], scale: number): CellSides[] {
  const [width, height] = [maps.columns.lines, maps.rows.lines]
  const searches = cells.map(({ across, down }) => ({
    left: new SideSearch(maps.columns, across.from, 1, down, height, scale),
    right: new SideSearch(maps.columns, across.to, -1, down, height, scale),
    top: new SideSearch(maps.rows, down.from, 1, across, width, scale),
    bottom: new SideSearch(maps.rows, down.to, -1, across, width, scale),
  }))
  const keyline = usualKeyline(searches.flatMap(({ left, right, top, bottom }) => [left, right, top, bottom]))
  const side = ({ side: coarse, edge }: SideSearch, inward: 1 | -1): Side => {
    return { ...coarse, at: edge + inward * (coarse.gutter ? keyline : 0) }
  }
  return searches.map(({ left, right, top, bottom }) => ({
    across: { from: side(left, 1), to: side(right, -1) },
    down: { from: side(top, 1), to: side(bottom, -1) },
  }))
}

/** All pictures of a sheet have the same keyline, if they have one; plain edges of some pictures look like it. */
function usualKeyline(searches: readonly SideSearch[]): number {
  const found = searches.flatMap(({ keyline }) => keyline ?? []).sort((a, b) => a - b)
  const typical = found[found.length >> 1] ?? 0
  return typical === 0 ? 0 : (found[Math.floor(found.length * WIDE_KEYLINE)] ?? typical)
}
