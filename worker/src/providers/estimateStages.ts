import { CLIP_COUNT, DEFAULT_CLIP_SECONDS, type Resolution, type Stage } from '@fashion-shoot/protocol'
import type { Models } from './Order.ts'
import { clipUsd, imageUsd } from './prices.ts'

/** USD that each stage is likely to cost, made once. Cutting the sheet into frames and stitching the film cost nothing. */
export function estimateStages({ imageModel, clipModel }: Models, resolution: Resolution): Record<Stage, number> {
  const picture = imageUsd(imageModel, { resolution, aspectRatio: '3:2', references: 1 })
  const clips = CLIP_COUNT * clipUsd(clipModel, DEFAULT_CLIP_SECONDS)
  return { hero: picture, contact_sheet: picture, frames: 0, clips, film: 0 }
}
