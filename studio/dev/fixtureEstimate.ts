import { CLIP_MODELS, type Estimate, IMAGE_RATIOS } from '@fashion-shoot/protocol'

/** What a shoot of the fixtures is likely to cost, and what it can be made with. */
export const fixtureEstimate: Estimate = {
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  stages: { hero: 0.15, contact_sheet: 0.15, frames: 0, clips: 1.75, film: 0 },
  totalUsd: 2.05,
  budgetUsd: 10,
  choices: {
    imageModels: [
      { model: 'nano-banana-pro', resolutions: ['1K', '2K', '4K'], ratios: [...IMAGE_RATIOS] },
      { model: 'flux-2-pro', resolutions: ['1K', '2K'], ratios: [...IMAGE_RATIOS] },
      { model: 'gpt-image-1.5', resolutions: ['1K', '2K'], ratios: ['3:2', '1:1', '2:3'] },
    ],
    clipModels: [...CLIP_MODELS],
  },
}
