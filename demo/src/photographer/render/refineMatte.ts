/** Brings the mask of a small copy of a picture to its full size, along the picture's own edges. */
import { guidedFilter } from './guidedFilter.ts'
import type { Plane, Raster } from './Raster.ts'

/** @returns the soft matte of `large`, 0 to 1 */
export function refineMatte(mask: Uint8Array, small: { width: number; height: number }, large: Raster): Plane {
  const { data, width, height } = large
  const rough = new Float32Array(width * height)
  const guide = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const sx = Math.min(small.width - 1, Math.floor((x * small.width) / width))
      const sy = Math.min(small.height - 1, Math.floor((y * small.height) / height))
      rough[i] = mask[sy * small.width + sx] ?? 0
      guide[i] = (0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0)) / 255
    }
  const radius = Math.max(2, Math.round(Math.max(width, height) / 110))
  // A little inside the outline: what lies on it is mixed with the old background.
  return guidedFilter(rough, guide, width, height, radius, 0.0008).map((alpha) =>
    Math.min(1, Math.max(0, (alpha - 0.3) / 0.62)),
  )
}
