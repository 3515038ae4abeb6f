import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import { probeClip } from '../probe/probeClip.ts'

/**
 * Makes sure that what FFmpeg wrote is what was asked for: it may end well with a short film.
 *
 * @param name how the clip or film is called in words
 * @throws MediaError `ffmpegFailed` or `aborted`
 */
export async function assertFrames(
  file: string,
  frames: number,
  size: Size,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const { info } = await probeClip(file, signal)
  if (info.frames === frames && info.width === size.width && info.height === size.height) return
  throw new MediaError(
    'ffmpegFailed',
    `${name} came out as ${info.frames} frames of ${info.width}×${info.height} instead of ${frames} of ${size.width}×${size.height}.`,
    'Make that clip again, or re-encode it; the film was not written.',
  )
}
