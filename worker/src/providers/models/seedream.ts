import { IMAGE_RATIOS, type ImageJobRequest } from '@fashion-shoot/protocol'
import { falOrder } from './falOrder.ts'
import type { PictureModel } from './PictureModel.ts'
import { pixelSize } from './pixelSize.ts'

/** px */
const MAX_SIDE = 4096

/** It makes nothing below 2K, and asks the same for all sizes: 1K becomes 2K. */
function shared({ prompt, aspectRatio, resolution }: ImageJobRequest) {
  const size = pixelSize(aspectRatio, resolution === '1K' ? '2K' : resolution, MAX_SIDE)
  return { prompt, image_size: size, num_images: 1, max_images: 1 }
}

export const seedream: PictureModel = {
  references: 10,
  resolutions: ['1K', '2K', '4K'],
  ratios: IMAGE_RATIOS,
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/bytedance/seedream/v4.5/text-to-image', shared(request))
      : falOrder('fal-ai/bytedance/seedream/v4.5/edit', { ...shared(request), image_urls: urls }),
}
