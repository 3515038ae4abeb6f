import type { ImageJobRequest, ImageRatio } from '@fashion-shoot/protocol'
import { falOrder } from './falOrder.ts'
import type { PictureModel } from './PictureModel.ts'

/** The nearest of the three sizes that it makes: whoever takes the picture on looks at what it measures. */
const SIZES: Record<ImageRatio, '1024x1024' | '1536x1024' | '1024x1536'> = {
  '21:9': '1536x1024',
  '16:9': '1536x1024',
  '3:2': '1536x1024',
  '4:3': '1536x1024',
  '5:4': '1536x1024',
  '1:1': '1024x1024',
  '4:5': '1024x1536',
  '3:4': '1024x1536',
  '2:3': '1024x1536',
  '9:16': '1024x1536',
}

function shared({ prompt, aspectRatio, outputFormat = 'png' }: ImageJobRequest) {
  const size = SIZES[aspectRatio]
  return {
    prompt,
    image_size: size,
    quality: 'high',
    background: 'opaque',
    num_images: 1,
    output_format: outputFormat,
  } as const
}

export const gptImage: PictureModel = {
  references: 16,
  // Both are its one size of a megapixel and a half.
  resolutions: ['1K', '2K'],
  ratios: ['3:2', '1:1', '2:3'],
  order: (request, urls) =>
    urls.length === 0
      ? falOrder('fal-ai/gpt-image-1.5', shared(request))
      : falOrder('fal-ai/gpt-image-1.5/edit', { ...shared(request), image_urls: urls, input_fidelity: 'high' }),
}
