import { CLIP_COUNT, DEFAULT_CLIP_SECONDS, type Resolution, type Stage } from '@fashion-shoot/protocol'
import type { Models } from './Order.ts'
import { clipUsd, imageUsd, type PricedPicture } from './prices.ts'

/** px, of one that was taken with a phone */
const PHOTO = { width: 4032, height: 3024 }

/**
 * USD that each stage is likely to cost, made once. Cutting the sheet into frames and stitching the film cost nothing. `references` are
 * the pictures that go into one, px, as far as they are known.
 */
export function estimateStages(
  { imageModel, clipModel }: Models,
  resolution: Resolution,
  references: PricedPicture['references'] = [PHOTO],
): Record<Stage, number> {
  const picture = imageUsd(imageModel, { resolution, aspectRatio: '3:2', references })
  const clips = CLIP_COUNT * clipUsd(clipModel, DEFAULT_CLIP_SECONDS)
  return { hero: picture, contact_sheet: picture, frames: 0, clips, film: 0 }
}
