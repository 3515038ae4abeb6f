import type { ClipModel, ImageModel, ImageRatio, JobModel, Resolution } from '@fashion-shoot/protocol'
import { flux2Size } from './models/flux2Size.ts'

/** What a picture's price depends on. */
export type PricedPicture = {
  resolution: Resolution
  aspectRatio: ImageRatio
  /** The pictures that go in, px. */
  references: readonly Size[]
}
/** px */
type Size = { width: number; height: number }

/** fal says nowhere whether its megapixels are 1,000² or 1,024² px: of these, the dearer. */
const megapixels = ({ width, height }: Size) => Math.ceil((width * height) / 1e6)

const byResolution = (usd: Record<Resolution, number>) => (picture: PricedPicture) => usd[picture.resolution]

/**
 * What the providers of pictures and clips charge, USD; the director's tokens are in tokenPrices.ts, and nothing else in the project knows a price. Looked up on 28 November 2026 on each model's page,
 * `https://fal.ai/models/<endpoint>` (as text under `…/llms.txt`).
 */
const IMAGE_USD: Record<ImageModel, (picture: PricedPicture) => number> = {
  /** "$0.15 per image. 4K outputs will be charged at double the standard rate." */
  'nano-banana-pro': byResolution({ '1K': 0.15, '2K': 0.15, '4K': 0.3 }),
  /** $0.08; 2K at 1.5 times and 4K at twice that. */
  'nano-banana-2': byResolution({ '1K': 0.08, '2K': 0.12, '4K': 0.16 }),
  'seedream-4.5': () => 0.04,
  /**
   * "$0.03 for the first megapixel of output, plus $0.015 per extra megapixel of input and output, rounded up": each picture for itself.
   */
  'flux-2-pro': (picture) =>
    0.03 + 0.015 * [flux2Size(picture), ...picture.references].reduce((sum, one) => sum + megapixels(one), -1),
  /**
   * In high quality $0.133 for 1024 × 1024 and up to $0.20 for the other sizes; the tokens of the words come to less than a cent. "$0.008
   * per 1,000 input image tokens": 3,050 for a square in high fidelity, half as many again for what is not, and some to spare.
   */
  'gpt-image-1.5': ({ aspectRatio, references }) => (aspectRatio === '1:1' ? 0.133 : 0.2) + 0.04 * references.length,
}

/** Without sound. fal and Kling ask the same; Kling's own list is at https://klingai.com/global/dev/pricing (pro mode). */
const CLIP_USD_PER_SECOND: Record<ClipModel, number> = {
  'kling-v2-6': 0.07,
  'kling-v2-5-turbo': 0.07,
  'kling-v3': 0.112,
}

/** USD for one picture. */
export function imageUsd(model: ImageModel, picture: PricedPicture): number {
  return IMAGE_USD[model](picture)
}

/** USD for one clip. */
export function clipUsd(model: ClipModel, seconds: number): number {
  return CLIP_USD_PER_SECOND[model] * seconds
}

/** USD for one picture of a person in a garment. */
export const TRY_ON_USD = 0.075

/**
 * USD for one of the units that fal counts in `x-fal-billable-units`: pictures, generations, seconds. Null where units of several
 * prices make up one sum (megapixels of input and output, tokens), which cannot be taken apart again.
 */
export const FAL_UNIT_USD: Record<JobModel, number | null> = {
  'nano-banana-pro': 0.15,
  'nano-banana-2': 0.08,
  'seedream-4.5': 0.04,
  'flux-2-pro': null,
  'gpt-image-1.5': null,
  'fashn-tryon': TRY_ON_USD,
  ...CLIP_USD_PER_SECOND,
}
