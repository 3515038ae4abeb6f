import type { Asset } from './asset.ts'
import type { Resolution } from './vocabulary.ts'

/**
 * The smallest resolution that loses nothing of a picture, in which an edit of it is ordered. A resolution is a number of pixels, whatever
 * the aspect ratio: 1K is about 1,264 × 848.
 */
export function resolutionFor({ width, height }: Pick<Asset, 'width' | 'height'>): Resolution {
  const pixels = width * height
  return pixels <= 1.08e6 ? '1K' : pixels <= 4.32e6 ? '2K' : '4K'
}
