import type { Model } from './defineModel.ts'
import { fashn } from './fashn.ts'
import { flux2 } from './flux2.ts'
import { gptImage } from './gptImage.ts'
import { kling } from './kling.ts'
import { nanoBanana } from './nanoBanana.ts'
import { seedream } from './seedream.ts'

/** The models that are offered, by fal's id. Prices as published in November 2026. */
export const MODELS: Record<string, Model> = { ...nanoBanana, ...seedream, ...flux2, ...gptImage, ...fashn, ...kling }
