import { type Box, centred } from '../../geometry/Box.ts'
import { largestEven } from '../../geometry/frameRatio.ts'

export interface CommonSize {
  /** Even, in px. */
  size: { width: number; height: number }
  /** Whether all parts have that size; if not they are to be scaled to it. */
  isTrimmed: boolean
  /** Of each box what becomes a frame. */
  parts: Box[]
}

/** One even size for all boxes: by trimming them if it takes at most `most` px an edge, or to the ratio that was asked for. */
export function commonSize(
  boxes: readonly Box[],
  most: number,
  ratio: readonly [width: number, height: number] | undefined,
): CommonSize {
  const widths = boxes.map((box) => box.width).sort((a, b) => a - b)
  const heights = boxes.map((box) => box.height).sort((a, b) => a - b)
  const spread = (sizes: number[]) => (sizes.at(-1) ?? 0) - (sizes[0] ?? 0)
  const isTrimmed = spread(widths) <= 2 * most && spread(heights) <= 2 * most
  const pick = (sizes: number[]) => Math.max(0, (isTrimmed ? sizes[0] : sizes[sizes.length >> 1]) ?? 0) & ~1
  const [width, height] = [pick(widths), pick(heights)]
  const size = ratio ? largestEven(width, height, ratio) : { width, height }
  const part = (box: Box) => {
    if (isTrimmed) return centred(box, size.width, size.height)
    return ratio ? ofRatio(box, size) : towardsShape(box, size, most)
  }
  return { size, isTrimmed, parts: boxes.map(part) }
}

/** The largest part of a box that has the shape of `size`. */
function ofRatio(box: Box, size: { width: number; height: number }): Box {
  const factor = Math.min(box.width / size.width, box.height / size.height)
  return centred(box, Math.round(size.width * factor), Math.round(size.height * factor))
}

/** The box brought nearer to the shape of `size` by at most `most` px an edge. */
function towardsShape(box: Box, size: { width: number; height: number }, most: number): Box {
  const factor = Math.min(box.width / size.width, box.height / size.height)
  const trim = (side: number, wanted: number) => Math.max(Math.round(wanted * factor), side - 2 * most)
  return centred(box, trim(box.width, size.width), trim(box.height, size.height))
}
