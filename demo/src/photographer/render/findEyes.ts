/** Where the eyes are inside a face: the pair of dark places with brighter skin between and below them. */
import type { Face } from './findFace.ts'
import type { Raster } from './Raster.ts'

/** Middle between the eyes and half their distance, px. */
export type Eyes = { x: number; y: number; half: number }

/** Sums of luminance over the rectangle from the origin, for means of boxes in constant time. */
function integral({ data, width, height }: Raster): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      const i = 3 * (y * width + x)
      row += 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0)
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  return sums
}

/** The likeliest pair of eyes; without any contrast, where eyes usually are in such a box. */
export function findEyes(raster: Raster, face: Face): Eyes {
  const { width, height } = raster
  const sums = integral(raster)
  const mean = (x: number, y: number, rx: number, ry: number) => {
    const left = Math.max(0, Math.round(x - rx))
    const right = Math.min(width, Math.round(x + rx) + 1)
    const top = Math.max(0, Math.round(y - ry))
    const bottom = Math.min(height, Math.round(y + ry) + 1)
    const at = (row: number, column: number) => sums[row * (width + 1) + column] ?? 0
    const area = Math.max(1, (right - left) * (bottom - top))
    return (at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left)) / area
  }
  let best = { x: face.x, y: face.y - face.height * 0.02, half: face.width * 0.17 }
  let bestScore = 6
  for (let half = face.width * 0.16; half <= face.width * 0.26; half += Math.max(0.5, face.width * 0.015))
    for (let y = face.y - face.height * 0.25; y <= face.y + face.height * 0.12; y++)
      for (let x = face.x - face.width * 0.12; x <= face.x + face.width * 0.12; x++) {
        const r = half * 0.2
        const left = mean(x - half, y, r, r * 0.6)
        const right = mean(x + half, y, r, r * 0.6)
        const skin = Math.min(
          mean(x, y, r, r * 0.6),
          mean(x, y - half * 0.9, r, r * 0.6),
          mean(x - half * 1.75, y + half * 0.5, r * 0.6, r * 0.6),
          mean(x + half * 1.75, y + half * 0.5, r * 0.6, r * 0.6),
          mean(x - half, y + half * 0.8, r, r * 0.6),
          mean(x + half, y + half * 0.8, r, r * 0.6),
        )
        const middle = 1 - (0.8 * Math.abs(x - face.x)) / face.width
        const score = (skin - Math.max(left, right)) * middle
        if (score > bestScore) {
          bestScore = score
          best = { x, y, half }
        }
      }
  return best
}
