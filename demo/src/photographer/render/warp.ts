/** Looks at a picture through a slanted window: cuts any quadrilateral out of it and stretches it to a rectangle. */
import type { Raster } from './Raster.ts'

type Point = { x: number; y: number }
/** Corners in the source, px: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point]

/** The projective map of the unit square onto a quadrilateral (Heckbert, 1989). */
function projection([a, b, c, d]: Quad) {
  const dx1 = b.x - c.x
  const dx2 = d.x - c.x
  const dy1 = b.y - c.y
  const dy2 = d.y - c.y
  const sx = a.x - b.x + c.x - d.x
  const sy = a.y - b.y + c.y - d.y
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  return {
    xu: b.x - a.x + g * b.x,
    xv: d.x - a.x + h * d.x,
    x0: a.x,
    yu: b.y - a.y + g * b.y,
    yv: d.y - a.y + h * d.y,
    y0: a.y,
    g,
    h,
  }
}

/** Averages of the picture's left and right edge, row by row, with the rows blurred into each other: what goes on beyond. */
function smoothEdges({ data, width, height }: Raster): { left: Float32Array; right: Float32Array } {
  const strip = Math.max(1, Math.round(width * 0.015))
  const radius = Math.max(1, Math.round(height / 30))
  const edge = (start: number) => {
    const sums = new Float64Array((height + 1) * 3)
    for (let y = 0; y < height; y++)
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let x = start; x < start + strip; x++) sum += data[3 * (y * width + x) + c] ?? 0
        sums[3 * (y + 1) + c] = (sums[3 * y + c] ?? 0) + sum / strip
      }
    return Float32Array.from({ length: height * 3 }, (_, i) => {
      const y = Math.floor(i / 3)
      const from = Math.max(0, y - radius)
      const to = Math.min(height, y + radius + 1)
      return ((sums[3 * to + (i % 3)] ?? 0) - (sums[3 * from + (i % 3)] ?? 0)) / (to - from)
    })
  }
  return { left: edge(0), right: edge(width - strip) }
}

/**
 * The window as a raster of this size. Above and below the source it goes on as in a mirror; beside it, with the
 * colours of its edge, out of focus.
 */
export function warp(source: Raster, quad: Quad, width: number, height: number): Raster {
  const { xu, xv, x0, yu, yv, y0, g, h } = projection(quad)
  const data = new Uint8Array(width * height * 3)
  const from = source.data
  const edges = smoothEdges(source)
  const maxX = source.width - 1.001
  const maxY = source.height - 1.001
  const stride = source.width * 3
  const fade = 1 / (0.05 * source.width)
  for (let row = 0; row < height; row++) {
    const v = (row + 0.5) / height
    for (let column = 0; column < width; column++) {
      const u = (column + 0.5) / width
      const w = 1 / (g * u + h * v + 1)
      const px = (xu * u + xv * v + x0) * w - 0.5
      const py = Math.abs((yu * u + yv * v + y0) * w - 0.5)
      const x = Math.min(maxX, Math.max(0, px))
      const y = Math.max(0, py > maxY ? 2 * maxY - py : py)
      const left = x | 0
      const top = y | 0
      const fx = x - left
      const fy = y - top
      const at = top * stride + left * 3
      const to = 3 * (row * width + column)
      const beyond = px === x ? 0 : Math.min(1, Math.abs(px - x) * fade)
      const edge = px < x ? edges.left : edges.right
      for (let c = 0; c < 3; c++) {
        const above = (from[at + c] ?? 0) * (1 - fx) + (from[at + c + 3] ?? 0) * fx
        const beneath = (from[at + stride + c] ?? 0) * (1 - fx) + (from[at + stride + c + 3] ?? 0) * fx
        const inside = above * (1 - fy) + beneath * fy
        data[to + c] = beyond === 0 ? inside : inside * (1 - beyond) + (edge[3 * top + c] ?? 0) * beyond
      }
    }
  }
  return { data, width, height }
}
