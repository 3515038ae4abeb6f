import type { CellSides } from '../grid/Division.ts'
import type { Raster } from '../lines/lineMaps.ts'
import { stepsApart } from '../lines/stepsApart.ts'

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
 * sheet have the same corners, if they are round; a picture that has the gutter's colour in a corner looks like it.
 */
export function findCorners(sheet: Raster, cells: readonly CellSides[], scale: number): number {
  const found = cells
    .flatMap(({ across, down }) => {
      const [left, right, top, bottom] = [across.from.at, across.to.at - 1, down.from.at, down.to.at - 1]
      return [
        cutOff(sheet, left, top, 1, 1, scale),
        cutOff(sheet, right, top, -1, 1, scale),
        cutOff(sheet, left, bottom, 1, -1, scale),
        cutOff(sheet, right, bottom, -1, -1, scale),
      ]
    })
    .filter((length) => length !== undefined)
    .sort((a, b) => a - b)
  const typical = found[found.length >> 1] ?? 0
  return found.length < LEAST_CORNERS || typical === 0 ? 0 : typical + Math.ceil(SOFT * scale)
}

/** Px along the diagonal from a corner inwards that have the colour of the gutter outside of it; undefined where they do not end. */
function cutOff(
  { data, width, height }: Raster,
  x: number,
  y: number,
  dx: 1 | -1,
  dy: 1 | -1,
  scale: number,
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
