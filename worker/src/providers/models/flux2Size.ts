import type { ImageJobRequest } from '@fashion-shoot/protocol'
import { pixelSize } from './pixelSize.ts'

/** px; at 2K only a square has all of its pixels */
const MAX_SIDE = 2048

/** What FLUX.2 is asked for, px; its price goes by that. */
export function flux2Size({ aspectRatio, resolution }: Pick<ImageJobRequest, 'aspectRatio' | 'resolution'>) {
  return pixelSize(aspectRatio, resolution, MAX_SIDE)
}
