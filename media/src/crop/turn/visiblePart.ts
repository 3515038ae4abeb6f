import type { Box } from '../../geometry/Box.ts'

/** Turning blends the sheet's edge with what is beyond it over one px. */
const BLENDED = 1

/** The part of a box that the sheet still shows along each whole side, after it was turned back by `degrees` about its middle. */
export function visiblePart(box: Box, degrees: number, sheet: { width: number; height: number }): Box {
  const angle = (degrees * Math.PI) / 180
  const [tan, cos] = [Math.tan(angle), Math.cos(angle)]
  const [halfWidth, halfHeight] = [sheet.width / 2, sheet.height / 2]
  const xs = [box.left - halfWidth, box.left + box.width - halfWidth]
  const ys = [box.top - halfHeight, box.top + box.height - halfHeight]
  // The sheet's own edges are slanted now: at each side the one of its two ends counts that shows less.
  const left = halfWidth + Math.max(...ys.map((y) => -halfWidth / cos + y * tan)) + BLENDED
  const right = halfWidth + Math.min(...ys.map((y) => halfWidth / cos + y * tan)) - BLENDED
  const top = halfHeight + Math.max(...xs.map((x) => -halfHeight / cos - x * tan)) + BLENDED
  const bottom = halfHeight + Math.min(...xs.map((x) => halfHeight / cos - x * tan)) - BLENDED
  const [fromX, fromY] = [Math.max(box.left, Math.ceil(left)), Math.max(box.top, Math.ceil(top))]
  return {
    left: fromX,
    top: fromY,
    width: Math.min(box.left + box.width, Math.floor(right)) - fromX,
    height: Math.min(box.top + box.height, Math.floor(bottom)) - fromY,
  }
}
