import type { CellSides, Side } from '../grid/Division.ts'

/**
 * The middle slant of the pictures' upper and lower edges from one picture to the next, in degrees clockwise; undefined where no two
 * neighbours show theirs. An edge that does not show is where the whole row's is, and would pass for straight.
 */
export function slantOfSides(cells: readonly CellSides[]): number | undefined {
  const slants = cells.flatMap((cell, i) => {
    const next = cells[i + 1]
    if (!next || next.across.from.at <= cell.across.from.at) return []
    const apart = middleOf(next) - middleOf(cell)
    return [
      [cell.down.from, next.down.from],
      [cell.down.to, next.down.to],
    ].flatMap(([one, other]) => (isSeen(one) && isSeen(other) ? Math.atan2(other.at - one.at, apart) : []))
  })
  const radians = slants.sort((a, b) => a - b)[slants.length >> 1]
  return radians === undefined ? undefined : (radians * 180) / Math.PI
}

const middleOf = ({ across }: CellSides) => (across.from.at + across.to.at) / 2

const isSeen = (side: Side | undefined): side is Side => side?.gutter !== undefined && side.certain
