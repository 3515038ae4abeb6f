import { IMAGE_RATIOS, type ImageJobRequest } from '@fashion-shoot/protocol'
import { falOrder } from './falOrder.ts'
import { flux2Size } from './flux2Size.ts'
import type { PictureModel } from './PictureModel.ts'

function shared(request: ImageJobRequest) {
  // It makes no WebP.
  const format = request.outputFormat === 'jpeg' ? 'jpeg' : 'png'
  return { prompt: request.prompt, image_size: flux2Size(request), output_format: format } as const
}

export const flux2: PictureModel = {
  references: 9,
  resolutions: ['1K', '2K'],
  ratios: IMAGE_RATIOS,
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/flux-2-pro', shared(request))
      : falOrder('fal-ai/flux-2-pro/edit', { ...shared(request), image_urls: urls }),
}
