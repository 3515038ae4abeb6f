import type { CellSides, Side } from '../grid/Division.ts'

/** The middle slant of the pictures' upper and lower edges from one picture to the next, in degrees clockwise; 0 if none can be seen. */
export function slantOfSides(cells: readonly CellSides[]): number {
  const slants = cells.flatMap((cell, i) => {
    const next = cells[i + 1]
    if (!next || next.across.from.at <= cell.across.from.at) return []
    const middle = ({ across }: CellSides) => (across.from.at + across.to.at) / 2
    const slant = (one: Side, other: Side) =>
      one.gutter && other.gutter ? [Math.atan2(other.at - one.at, middle(next) - middle(cell))] : []
    return [...slant(cell.down.from, next.down.from), ...slant(cell.down.to, next.down.to)]
  })
  const radians = slants.sort((a, b) => a - b)[slants.length >> 1] ?? 0
  return (radians * 180) / Math.PI
}
