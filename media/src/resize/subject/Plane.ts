/** One number for each pixel of a small picture, row by row. */
export interface Plane {
  values: Float32Array
  width: number
  height: number
}

/** The mean over the part of a rectangle (px, fractions rounded) that lies in the plane; undefined where none does. */
export type BoxMean = (left: number, top: number, right: number, bottom: number) => number | undefined

/** Prepares a plane for means of rectangles in constant time: a table of sums (Crow, Summed-area tables, 1984). */
export function boxMeans({ values, width, height }: Plane): BoxMean {
  const across = width + 1
  const sums = new Float64Array(across * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += values[y * width + x] as number
      sums[(y + 1) * across + x + 1] = (sums[y * across + x + 1] as number) + row
    }
  }
  return (left, top, right, bottom) => {
    const l = Math.max(0, Math.round(left))
    const t = Math.max(0, Math.round(top))
    const r = Math.min(width, Math.round(right))
    const b = Math.min(height, Math.round(bottom))
    if (r <= l || b <= t) return undefined
    const sum =
      (sums[b * across + r] as number) -
      (sums[t * across + r] as number) -
      (sums[b * across + l] as number) +
      (sums[t * across + l] as number)
    return sum / ((r - l) * (b - t))
  }
}
