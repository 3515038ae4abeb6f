/** Smooths a plane so that it follows the edges of a picture (the guided filter of He, Sun and Tang, with a grey guide). */
import type { Plane } from './Raster.ts'

/** Means over windows of side 2 × radius + 1, in constant time per pixel. */
export function boxMean(plane: Plane, width: number, height: number, radius: number): Plane {
  const across = new Float32Array(plane.length)
  for (let y = 0; y < height; y++) {
    let sum = 0
    let count = 0
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) {
        sum += plane[y * width + x + radius] ?? 0
        count++
      }
      if (x - radius > 0) {
        sum -= plane[y * width + x - radius - 1] ?? 0
        count--
      }
      if (x >= 0) across[y * width + x] = sum / count
    }
  }
  const both = new Float32Array(plane.length)
  for (let x = 0; x < width; x++) {
    let sum = 0
    let count = 0
    for (let y = -radius; y < height; y++) {
      if (y + radius < height) {
        sum += across[(y + radius) * width + x] ?? 0
        count++
      }
      if (y - radius > 0) {
        sum -= across[(y - radius - 1) * width + x] ?? 0
        count--
      }
      if (y >= 0) both[y * width + x] = sum / count
    }
  }
  return both
}

/**
 * @param guide the picture's luminance, 0 to 1
 * @param radius of the window, px
 * @param epsilon variance of the guide below which an edge is smoothed over
 */
export function guidedFilter(
  plane: Plane,
  guide: Plane,
  width: number,
  height: number,
  radius: number,
  epsilon: number,
): Plane {
  const mean = (values: Plane) => boxMean(values, width, height, radius)
  const product = (a: Plane, b: Plane) => a.map((value, i) => value * (b[i] ?? 0))
  const meanGuide = mean(guide)
  const meanPlane = mean(plane)
  const covariance = mean(product(guide, plane))
  const variance = mean(product(guide, guide))
  const slope = covariance.map((value, i) => {
    const g = meanGuide[i] ?? 0
    return (value - g * (meanPlane[i] ?? 0)) / ((variance[i] ?? 0) - g * g + epsilon)
  })
  const offset = meanPlane.map((value, i) => value - (slope[i] ?? 0) * (meanGuide[i] ?? 0))
  const meanSlope = mean(slope)
  return mean(offset).map((value, i) => Math.min(1, Math.max(0, value + (meanSlope[i] ?? 0) * (guide[i] ?? 0))))
}
