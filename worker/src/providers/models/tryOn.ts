import type { TryOnJobRequest } from '@fashion-shoot/protocol'
import { type FalOrder, falOrder } from './falOrder.ts'

/** FASHN's try-on: the person of one picture in the garment of another. It keeps the person's picture's ratio, at about a megapixel. */
export function tryOn({ category }: TryOnJobRequest, personUrl: string, garmentUrl: string): FalOrder {
  return falOrder('fal-ai/fashn/tryon/v1.6', {
    model_image: personUrl,
    garment_image: garmentUrl,
    category,
    mode: 'quality',
    num_samples: 1,
    output_format: 'png',
  })
}
