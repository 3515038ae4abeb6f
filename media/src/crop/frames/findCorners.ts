import type { CellSides, Part, Side } from '../grid/Division.ts'
import type { LineLoops } from '../lines/LineLoops.ts'
import type { Raster } from '../lines/lineMaps.ts'

/** Brightness steps within which a corner has the gutter's colour. */
const SAME_COLOUR = 18
/** Px of a sheet of 2048 px: how far outside of a corner the gutter is looked at, and the longest corner that is cut off. */
const OUTSIDE = 2
const LONGEST = 14
/** Added to what is found, for edges that are not sharp, in px of a sheet of 2048 px. */
const SOFT = 2
/** Fewer corners than this say nothing about all. */
const LEAST_CORNERS = 4

/**
 * By how many px every side must move inwards so that no rounded corner is left, 0 where corners are square. All pictures of a
 * sheet have the same corners, if they are round; a picture that has the gutter's colour in a corner looks like it. Where pictures
 * touch there is no gutter, and nothing to be cut off.
 */
export function findCorners(
  sheet: Raster,
  cells: readonly CellSides[],
  scale: number,
  { stepsApart }: Pick<LineLoops, 'stepsApart'>,
): number {
  const found = cells
    .flatMap(({ across, down }) =>
      cornersOf(across).flatMap((x) =>
        cornersOf(down).map((y) => cutOff(sheet, x.at, y.at, x.inward, y.inward, scale, stepsApart)),
      ),
    )
    .filter((length) => length !== undefined)
    .sort((a, b) => a - b)
  const typical = found[found.length >> 1] ?? 0
  return found.length < LEAST_CORNERS || typical === 0 ? 0 : typical + Math.ceil(SOFT * scale)
}

/** The first and last line of a picture that have a gutter or the sheet's edge beside them. */
function cornersOf({ from, to }: Part): { at: number; inward: 1 | -1 }[] {
  const isOpen = ({ gutter, outermost }: Side) => gutter !== undefined || outermost === true
  return [
    ...(isOpen(from) ? [{ at: from.at, inward: 1 as const }] : []),
    ...(isOpen(to) ? [{ at: to.at - 1, inward: -1 as const }] : []),
  ]
}

/** Px along the diagonal from a corner inwards that have the colour of the gutter outside of it; undefined where they do not end. */
function cutOff(
  { data, width, height }: Raster,
  x: number,
  y: number,
  dx: 1 | -1,
  dy: 1 | -1,
  scale: number,
  stepsApart: LineLoops['stepsApart'],
): number | undefined {
  const away = Math.ceil(OUTSIDE * scale)
  const outX = Math.min(width - 1, Math.max(0, x - dx * away))
  const outY = Math.min(height - 1, Math.max(0, y - dy * away))
  if (outX === x && outY === y) return undefined
  const gutter = (outY * width + outX) * 3
  for (let k = 0; k < Math.ceil(LONGEST * scale); k++) {
    const at = ((y + dy * k) * width + x + dx * k) * 3
    const step = (channel: number) => (data[at + channel] ?? 0) - (data[gutter + channel] ?? 0)
    if (stepsApart(step(0), step(1), step(2)) > SAME_COLOUR) return k
  }
  return undefined
}
