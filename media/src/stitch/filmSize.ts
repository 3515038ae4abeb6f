import { basename } from 'node:path'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import type { ClipInfo } from '../probe/mediaInfo.ts'

/** x264 works on squares of 16 px. */
const MIN_SIDE = 16
const MAX_SIDE = 8192

/**
 * The size of a film that begins with this clip: the clip's, made even for 4:2:0.
 *
 * @throws MediaError `unsupported`
 */
export function filmSize(file: string, { width, height }: ClipInfo): Size {
  const size = { width: width & ~1, height: height & ~1 }
  if (Math.min(size.width, size.height) >= MIN_SIDE && Math.max(size.width, size.height) <= MAX_SIDE) return size
  throw new MediaError(
    'unsupported',
    `${basename(file)} is ${width}×${height}; a film has sides of ${MIN_SIDE} to ${MAX_SIDE} px.`,
    'Use clips of a usual size, such as 1920×1080.',
  )
}
