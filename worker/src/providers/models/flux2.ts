import type { ImageJobRequest } from '@fashion-shoot/protocol'
import { falOrder } from './falOrder.ts'
import type { PictureModel } from './PictureModel.ts'
import { pixelSize } from './pixelSize.ts'

/** px; at 2K only a square has all of its pixels */
const MAX_SIDE = 2048

function shared({ prompt, aspectRatio, resolution }: ImageJobRequest) {
  return { prompt, image_size: pixelSize(aspectRatio, resolution, MAX_SIDE), output_format: 'png' } as const
}

export const flux2: PictureModel = {
  references: 9,
  resolutions: ['1K', '2K'],
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/flux-2-pro', shared(request))
      : falOrder('fal-ai/flux-2-pro/edit', { ...shared(request), image_urls: urls }),
}
