import { type Box, centred } from '../../geometry/Box.ts'
import { largestEven } from '../../geometry/frameRatio.ts'
import type { Size } from '../../geometry/Size.ts'

/** A picture of the sheet, and what becomes a frame. */
export interface Framing {
  /** The whole picture. */
  picture: Box
  /** The part of it, about its middle, that its frame shows. */
  window: Box
}

export interface CommonSize {
  /** Even, in px. */
  size: Size
  framings: Framing[]
}

/** By so much a frame may be stretched one way to lose less: nobody sees it, neither in a face nor beside another frame. */
const MOST_STRETCH = 1.02

/**
 * One even size for all pictures. Those that differ by at most `spare` px an edge are trimmed to it and keep their pixels. Others
 * are scaled to the size and shape of the middle one: what of a picture is beyond that shape goes in its `spare` px, then in a stretch
 * that nobody sees, and is trimmed then. With a ratio all are trimmed to exactly that.
 */
export function commonSize(
  boxes: readonly Box[],
  spare: number,
  ratio: readonly [width: number, height: number] | undefined,
): CommonSize {
  const widths = boxes.map((box) => box.width).sort((a, b) => a - b)
  const heights = boxes.map((box) => box.height).sort((a, b) => a - b)
  const isNearly = (sizes: number[]) => (sizes.at(-1) ?? 0) - (sizes[0] ?? 0) <= 2 * spare
  const isOneSize = isNearly(widths) && isNearly(heights)
  const pick = (sizes: number[]) => Math.max(0, (isOneSize ? sizes[0] : sizes[sizes.length >> 1]) ?? 0) & ~1
  const [width, height] = [pick(widths), pick(heights)]
  const size = ratio ? largestEven(width, height, ratio) : { width, height }
  const framings = boxes.map((box) => {
    if (!isOneSize) return { picture: box, window: towardsShape(box, size, spare, ratio ? 1 : MOST_STRETCH) }
    const picture = centred(box, width, height)
    return { picture, window: centred(picture, size.width, size.height) }
  })
  return { size, framings }
}

/** As much of a box as can be scaled to `size` with at most so much stretch, but for `spare` px an edge if it takes less then. */
function towardsShape(box: Box, size: Size, spare: number, stretch: number): Box {
  const factor = Math.min(box.width / size.width, box.height / size.height)
  const trimmed = (side: number, wanted: number) =>
    Math.round(Math.min(Math.max(wanted * factor, side - 2 * spare), wanted * factor * stretch))
  return centred(box, trimmed(box.width, size.width), trimmed(box.height, size.height))
}
