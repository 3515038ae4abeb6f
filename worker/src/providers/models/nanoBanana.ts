import { IMAGE_RATIOS, type ImageJobRequest } from '@fashion-shoot/protocol'
import { falOrder } from './falOrder.ts'
import type { PictureModel } from './PictureModel.ts'

const LIMITS = { references: 14, resolutions: ['1K', '2K', '4K'], ratios: IMAGE_RATIOS } as const

function shared({ prompt, aspectRatio, resolution, outputFormat = 'png' }: ImageJobRequest) {
  return { prompt, num_images: 1, aspect_ratio: aspectRatio, resolution, output_format: outputFormat } as const
}

export const nanoBananaPro: PictureModel = {
  ...LIMITS,
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/nano-banana-pro', shared(request))
      : falOrder('fal-ai/nano-banana-pro/edit', { ...shared(request), image_urls: urls }),
}

export const nanoBanana2: PictureModel = {
  ...LIMITS,
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/nano-banana-2', shared(request))
      : falOrder('fal-ai/nano-banana-2/edit', { ...shared(request), image_urls: urls }),
}
