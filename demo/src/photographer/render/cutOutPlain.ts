/** Lifts a thing off a plain background: a garment or an accessory as shops photograph them. */
import { boxMean } from './guidedFilter.ts'
import type { Plane, Raster } from './Raster.ts'

type Colour = [number, number, number]

function borderPixels({ width, height }: Raster): number[] {
  const border: number[] = []
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x)
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1)
  return border
}

function borderColour(raster: Raster): { mean: Colour; spread: number } {
  const border = borderPixels(raster)
  const channel = (c: number) => border.map((i) => raster.data[3 * i + c] ?? 0)
  const stats = [0, 1, 2].map((c) => {
    const values = channel(c)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
  })
  return {
    mean: [stats[0]?.mean ?? 0, stats[1]?.mean ?? 0, stats[2]?.mean ?? 0],
    spread: Math.max(...stats.map(({ deviation }) => deviation)),
  }
}

/** Whether a picture's border has one colour all around, give or take its lighting. */
export function hasPlainBackground(raster: Raster): boolean {
  return borderColour(raster).spread < 20
}

/** How unlike the background a pixel is, 0 to about 255: as it is, and when it may lie in a shadow. */
function unlikeness({ data, width, height }: Raster, [r, g, b]: Colour) {
  const plain = new Float32Array(width * height)
  const shaded = new Float32Array(width * height)
  const deepest = 0.75 * ((r + g + b) / 3)
  for (let i = 0; i < plain.length; i++) {
    const dr = (data[3 * i] ?? 0) - r
    const dg = (data[3 * i + 1] ?? 0) - g
    const db = (data[3 * i + 2] ?? 0) - b
    const light = (dr + dg + db) / 3
    const colour = 2.2 * Math.hypot(dr - light, dg - light, db - light)
    plain[i] = colour + 1.6 * Math.abs(light)
    shaded[i] = colour + 1.6 * (light < 0 ? Math.max(0, -light - deepest) : light)
  }
  return { plain, shaded }
}

/** The matte of the thing, 0 to 1: all that the background, flooding in from the border, does not reach. */
export function cutOutPlain(raster: Raster): Plane {
  const { width, height } = raster
  const { plain, shaded } = unlikeness(raster, borderColour(raster).mean)
  const outside = new Uint8Array(width * height)
  const queue = borderPixels(raster)
  for (const i of queue) outside[i] = 1
  // A shadow grows dark gradually, a grey garment all at once.
  const joins = (i: number, from: number) =>
    (plain[i] ?? 0) < 34 || ((shaded[i] ?? 0) < 34 && Math.abs((plain[i] ?? 0) - (plain[from] ?? 0)) < 18)
  const visit = (i: number, from: number) => {
    if (outside[i] !== 0 || !joins(i, from)) return
    outside[i] = 1
    queue.push(i)
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const x = next % width
    if (x > 0) visit(next - 1, next)
    if (x < width - 1) visit(next + 1, next)
    visit(next - width, next)
    visit(next + width, next)
  }
  const inside = Float32Array.from(outside, (value) => 1 - value)
  // A little inside the outline, which is mixed with the background.
  return boxMean(inside, width, height, 1).map((alpha) => Math.min(1, Math.max(0, (alpha - 0.4) / 0.5)))
}
