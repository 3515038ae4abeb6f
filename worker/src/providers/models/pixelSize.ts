import type { ImageRatio, Resolution } from '@fashion-shoot/protocol'

/** px, side of a square picture */
const SIDE: Record<Resolution, number> = { '1K': 1024, '2K': 2048, '4K': 4096 }
/** px; what the models' sides have to be divisible by */
const STEP = 16

/** A size of about the pixels that a square of the resolution has, none of its sides longer than `maxSide`, px. */
export function pixelSize(
  ratio: ImageRatio,
  resolution: Resolution,
  maxSide: number,
): { width: number; height: number } {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  const scale = Math.min(SIDE[resolution] / Math.sqrt(across * down), maxSide / Math.max(across, down))
  const side = (parts: number) => STEP * Math.round((parts * scale) / STEP)
  return { width: side(across), height: side(down) }
}
