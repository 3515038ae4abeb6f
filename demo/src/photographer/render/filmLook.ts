/** The last step in the darkroom: exposure, grade, flash falloff, vignette and grain, in one pass over the pixels. */
import { NOISE_SIDE, noiseTile } from './noise.ts'
import type { Raster } from './Raster.ts'

export type Look = {
  /** Factor on the light. */
  exposure: number
  /** 0 is none, 1 a strong S-curve. */
  contrast: number
  /** 1 keeps the colours, 0 is black and white. */
  saturation: number
  /** How much darker the corners are, 0 to 1. */
  falloff: number
  /** Deviation of the grain in the mid-tones, 8-bit levels. */
  grain: number
  /** Shift of the highlights to warm and of the shadows to cool, 8-bit levels. */
  split: number
  /** Colours of light from the left and from the right, as factors on red, green and blue. */
  wash?: { left: readonly number[]; right: readonly number[] }
}

export const FILM: Look = { exposure: 1.08, contrast: 0.4, saturation: 1.28, falloff: 0.42, grain: 8, split: 7 }
export const PLAIN: Look = { exposure: 1.02, contrast: 0.16, saturation: 1.08, falloff: 0.18, grain: 3, split: 3 }
/** For a sheet of an already finished picture. */
export const REPRINT: Look = { exposure: 1, contrast: 0.08, saturation: 1.02, falloff: 0, grain: 4, split: 0 }

/** The tone of each level: light times exposure, bent into an S, with a soft shoulder instead of clipping. */
function toneCurve({ exposure, contrast }: Look): Float32Array {
  return Float32Array.from({ length: 256 }, (_, level) => {
    const lit = (level / 255) * exposure
    const shouldered = lit < 0.75 ? lit : 0.75 + 0.25 * Math.tanh((lit - 0.75) / 0.25) ** 0.9
    const bent = shouldered * shouldered * (3 - 2 * shouldered)
    return 255 * (shouldered + contrast * (bent - shouldered))
  })
}

/**
 * Develops a raster in place.
 *
 * @param centre where the flash points, as shares of width and height
 * @param seed of the grain
 */
export function filmLook(raster: Raster, look: Look, centre: { x: number; y: number }, seed: number): void {
  const { data, width, height } = raster
  const curve = toneCurve(look)
  const tile = noiseTile(seed)
  const { saturation, split } = look
  // Grain keeps its size on the print, so it is coarser where there are more pixels.
  const grainScale = Math.max(width, height) > 2600 ? 0.62 : 1
  const reach = 1 / (width * width * 0.3 + height * height * 0.3)
  const across = Float32Array.from({ length: width }, (_, x) => (x - centre.x * width) ** 2 * reach)
  const washes = [0, 1, 2].map((c) =>
    Float32Array.from({ length: width }, (_, x) => {
      const { left, right } = look.wash ?? { left: [1, 1, 1], right: [1, 1, 1] }
      return (left[c] ?? 1) * (1 - x / width) + ((right[c] ?? 1) * x) / width
    }),
  )
  const [washRed, washGreen, washBlue] = washes
  for (let y = 0; y < height; y++) {
    const down = (y - centre.y * height) ** 2 * reach
    const noiseRow = (Math.floor(y * grainScale) % NOISE_SIDE) * NOISE_SIDE
    for (let x = 0; x < width; x++) {
      const i = 3 * (y * width + x)
      const distance = (across[x] ?? 0) + down
      const light = 1 - look.falloff * Math.min(1, distance * 0.62)
      const r = (curve[data[i] ?? 0] ?? 0) * light * (washRed?.[x] ?? 1)
      const g = (curve[data[i + 1] ?? 0] ?? 0) * light * (washGreen?.[x] ?? 1)
      const b = (curve[data[i + 2] ?? 0] ?? 0) * light * (washBlue?.[x] ?? 1)
      const grey = 0.3 * r + 0.59 * g + 0.11 * b
      const tone = grey / 255
      const noise =
        (tile[noiseRow + (Math.floor(x * grainScale) % NOISE_SIDE)] ?? 0) *
        look.grain *
        (0.35 + 2.6 * tone * (1 - tone))
      const warmth = split * (tone - 0.45)
      const base = grey + noise
      const red = base + (r - grey) * saturation + warmth
      const green = base + (g - grey) * saturation
      const blue = base + (b - grey) * saturation - warmth
      data[i] = Math.max(0, Math.min(255, red))
      data[i + 1] = Math.max(0, Math.min(255, green))
      data[i + 2] = Math.max(0, Math.min(255, blue))
    }
  }
}
