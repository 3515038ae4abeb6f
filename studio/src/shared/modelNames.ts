import type { ClipModel, ImageModel } from '@fashion-shoot/protocol'

/** What the models are called by those who make them. */
export const MODEL_NAMES: Record<ImageModel | ClipModel, string> = {
  'nano-banana-pro': 'Nano Banana Pro',
  'nano-banana-2': 'Nano Banana 2',
  'seedream-4.5': 'Seedream 4.5',
  'flux-2-pro': 'FLUX.2 Pro',
  'gpt-image-1.5': 'GPT Image 1.5',
  'kling-v2-6': 'Kling 2.6',
  'kling-v2-5-turbo': 'Kling 2.5 Turbo',
  'kling-v3': 'Kling 3',
}
