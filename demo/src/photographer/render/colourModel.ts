/** Which colours a region of a picture is made of. */
import type { Raster } from './Raster.ts'

/** Steps per channel. */
const BINS = 14

/** The coarse colour of each pixel, as an index into a model. */
export function colourBins({ data, width, height }: Raster): Uint16Array {
  return Uint16Array.from({ length: width * height }, (_, i) => {
    const bin = (offset: number) => Math.floor(((data[3 * i + offset] ?? 0) * BINS) / 256)
    return (bin(0) * BINS + bin(1)) * BINS + bin(2)
  })
}

/** Logarithm of the density of colours under some weights, blurred over neighbouring bins. */
export function colourModel(bins: Uint16Array, weight: (i: number) => number): Float32Array {
  const counts = new Float32Array(BINS ** 3)
  let total = 0
  for (let i = 0; i < bins.length; i++) {
    const w = weight(i)
    const bin = bins[i] ?? 0
    counts[bin] = (counts[bin] ?? 0) + w
    total += w
  }
  for (const stride of [1, BINS, BINS * BINS]) {
    const before = counts.slice()
    for (let bin = 0; bin < counts.length; bin++) {
      const place = Math.floor(bin / stride) % BINS
      const low = place > 0 ? (before[bin - stride] ?? 0) : 0
      const high = place < BINS - 1 ? (before[bin + stride] ?? 0) : 0
      counts[bin] = 0.25 * low + 0.5 * (before[bin] ?? 0) + 0.25 * high
    }
  }
  return counts.map((count) => Math.log((count + 0.02) / (total + 0.02 * BINS)))
}
