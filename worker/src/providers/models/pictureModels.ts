import type { ImageModel } from '@fashion-shoot/protocol'
import { flux2 } from './flux2.ts'
import { gptImage } from './gptImage.ts'
import { nanoBanana2, nanoBananaPro } from './nanoBanana.ts'
import type { PictureModel } from './PictureModel.ts'
import { seedream } from './seedream.ts'

/** The models that make pictures, all of them through fal. */
export const pictureModels: Record<ImageModel, PictureModel> = {
  'nano-banana-pro': nanoBananaPro,
  'nano-banana-2': nanoBanana2,
  'seedream-4.5': seedream,
  'flux-2-pro': flux2,
  'gpt-image-1.5': gptImage,
}
