/** A box on a page, pt from its lower left corner, as PDF measures. */
export type Box = { x: number; y: number; width: number; height: number }

/** The largest box of a shape in another, at its upper left. `ratio` is width by height. */
export function fit(area: Box, ratio: number): Box {
  const width = Math.min(area.width, area.height * ratio)
  const height = width / ratio
  return { x: area.x, y: area.y + area.height - height, width, height }
}

type Grid = { count: number; ratio: number; gap: number; caption: number }

/** Of the largest size, that more columns may cost: they fill the width. */
const NEARLY = 0.8

/**
 * Boxes of one shape in rows that are full, but for one at most, large and in the middle of an area, with room
 * for a caption of a height under each.
 */
export function layOut(area: Box, { count, ratio, gap, caption }: Grid): Box[] {
  const grids = Array.from({ length: count }, (_, index) => {
    const columns = index + 1
    const rows = Math.ceil(count / columns)
    const across = (area.width - gap * (columns - 1)) / columns
    const down = (area.height - gap * (rows - 1)) / rows - caption
    return { columns, width: Math.min(across, down * ratio), missing: rows * columns - count }
  }).filter(({ missing }) => missing <= 1)
  const largest = Math.max(...grids.map(({ width }) => width))
  const { columns, width } = grids.findLast((grid) => grid.width >= largest * NEARLY) ?? { columns: 1, width: largest }
  const height = width / ratio
  const left = area.x + (area.width - columns * width - (columns - 1) * gap) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const x = left + (index % columns) * (width + gap)
    return { x, y: area.y + area.height - (row + 1) * height - row * (gap + caption), width, height }
  })
}
