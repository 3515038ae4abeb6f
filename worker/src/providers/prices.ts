import type { ClipModel, ImageModel, Resolution } from '@fashion-shoot/protocol'

/** What the providers charge, USD, as published in August 2026 on fal.ai/models and in Kling's price list; nothing else in the project knows a price. */
const IMAGE_USD: Record<ImageModel, Record<Resolution, number>> = {
  'nano-banana-pro': { '1K': 0.15, '2K': 0.15, '4K': 0.3 },
  'nano-banana-2': { '1K': 0.08, '2K': 0.12, '4K': 0.16 },
  'seedream-4.5': { '1K': 0.04, '2K': 0.04, '4K': 0.04 },
  'flux-2-pro': { '1K': 0.03, '2K': 0.12, '4K': 0.48 },
  'gpt-image-1.5': { '1K': 0.13, '2K': 0.13, '4K': 0.13 },
}
const CLIP_USD_PER_SECOND: Record<ClipModel, number> = {
  'kling-v2-6': 0.07,
  'kling-v2-5-turbo': 0.07,
  'kling-v3': 0.112,
}

/** USD for one picture. */
export function imageUsd(model: ImageModel, resolution: Resolution): number {
  return IMAGE_USD[model][resolution]
}

/** USD for one clip. */
export function clipUsd(model: ClipModel, seconds: number): number {
  return CLIP_USD_PER_SECOND[model] * seconds
}

/** USD for one picture of a person in a garment. */
export const TRY_ON_USD = 0.075
