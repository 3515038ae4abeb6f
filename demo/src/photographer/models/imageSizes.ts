import { z } from 'zod'
import type { Size } from './Order.ts'

/** fal's named sizes. */
export const SIZE_NAMES = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
] as const
export type SizeName = (typeof SIZE_NAMES)[number]

/** px */
export const customSize = z.strictObject({ width: z.int().positive(), height: z.int().positive() })

/** A size of about so many pixels with the ratio of a picture, its sides divisible by 16. */
export function sizeLike({ width, height }: Size, pixels: number): Size {
  const scale = Math.sqrt(pixels / (width * height))
  const side = (px: number) => 16 * Math.max(1, Math.round((px * scale) / 16))
  return { width: side(width), height: side(height) }
}
