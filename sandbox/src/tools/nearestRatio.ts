import { IMAGE_RATIOS, type ImageRatio } from '@fashion-shoot/protocol'

/** The aspect ratio of the image models that a shape is closest to. */
export function nearestRatio({ width, height }: { width: number; height: number }): ImageRatio {
  const distance = (ratio: ImageRatio) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return Math.abs(Math.log(width / height / (across / down)))
  }
  return IMAGE_RATIOS.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best))
}
