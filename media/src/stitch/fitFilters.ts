import type { Size } from '../geometry/Size.ts'
import type { ClipProbe } from '../probe/probeClip.ts'

/** FFmpeg filters that fill `size` with the clip, square pixels: cut where a pixel is enough, else scaled to cover. */
export function fitFilters(clip: ClipProbe, size: Size): string {
  const { width, height } = clip.info
  const isSquare = width === clip.storedWidth && height === clip.storedHeight
  const spareWidth = width - size.width
  const spareHeight = height - size.height
  if (isSquare && spareWidth === 0 && spareHeight === 0) return 'setsar=1'
  const crop = `crop=${size.width}:${size.height},setsar=1`
  if (isSquare && spareWidth >= 0 && spareWidth <= 1 && spareHeight >= 0 && spareHeight <= 1) return crop
  const factor = Math.max(size.width / width, size.height / height)
  const scaled = `${Math.max(size.width, Math.round(width * factor))}:${Math.max(size.height, Math.round(height * factor))}`
  return `scale=${scaled}:flags=lanczos,${crop}`
}
