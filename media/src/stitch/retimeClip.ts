import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Easing } from '../curve/easing.ts'
import { ffmpegPath, plainClipOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { MediaError } from '../MediaError.ts'
import type { ClipProbe } from '../probe/probeMedia.ts'
import type { Size } from './clipFilters.ts'
import { frameSchedule } from './frameSchedule.ts'
import { retimeGraph, type Seam, weightFrames, weightInputOptions } from './retimeGraph.ts'

export interface RetimeClipOptions {
  file: string
  clip: ClipProbe
  /** Absolute path of the segment, its name letters, digits and dots only: an MP4 that starts with a key frame and refers to nothing outside itself. */
  out: string
  curve: Easing
  frames: number
  fps: number
  size: Size
  preset: string
  crf: number
  threads: number
  /** The start of the film that this clip's end dissolves into. */
  seam?: (Seam & { file: string }) | undefined
  signal?: AbortSignal | undefined
  /** Gets the number of output frames that are encoded. */
  onFrames?: (frames: number) => void
}

/** How FFmpeg speaks of a stream that it cannot decode. */
const DECODER_WORDS = /decod|corrupt|missing picture|unavailable for requested|Invalid (data|NAL)|bytestream/i

/**
 * Retimes one clip with one FFmpeg process.
 *
 * @throws MediaError that names the clip: `damagedFile` if it cannot be decoded to its last frame, `ffmpegFailed`, `aborted`
 */
export async function retimeClip(options: RetimeClipOptions): Promise<void> {
  const { file, clip, out, fps, size, seam, threads, signal, onFrames } = options
  const picks = frameSchedule(clip.frameTimes.times, options.curve, options.frames)
  const witness = `${basename(out)}.witness`
  // The schedule counts frames; the rate given here only keeps FFmpeg from repeating or dropping any at the encoder.
  const decoding = ['-threads', String(threads), '-r', String(fps), ...plainClipOptions]
  const args = [
    ...['-v', 'error', '-nostats', '-progress', 'pipe:1', '-stats_period', '0.25', '-xerror', '-y'],
    ...['-filter_complex_threads', String(threads)],
    ...[...decoding, '-i', ffmpegPath(file)],
    ...weightInputOptions(fps),
    ...(seam ? [...decoding, '-i', ffmpegPath(seam.file)] : []),
    ...['-filter_complex', retimeGraph({ clip, picks, size, fps, witness, seam })],
    ...['-map', '[film]', '-r', String(fps), '-c:v', 'libx264', '-preset', options.preset, '-crf', String(options.crf)],
    ...['-profile:v', 'high', '-pix_fmt', 'yuv420p', '-threads', String(threads), '-colorspace', 'bt709'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv', '-f', 'mp4', ffmpegPath(out)],
  ]
  const onLine = (line: string) => {
    const frames = /^frame=(\d+)/.exec(line)?.[1]
    if (frames) onFrames?.(Number(frames))
  }
  try {
    await runTool('ffmpeg', args, { signal, cwd: dirname(out), input: weightFrames(picks, seam), onLine })
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== 'ffmpegFailed') throw error
    if (DECODER_WORDS.test(error.message)) throw damaged(file, error)
    throw new MediaError(error.code, `${basename(file)}: ${error.message}`, error.hint, { cause: error })
  }
  const { size: witnessed } = await stat(join(dirname(out), witness))
  if (witnessed === 0) throw damaged(file)
}

function damaged(file: string, cause?: unknown): MediaError {
  return new MediaError(
    'damagedFile',
    `${basename(file)} is damaged: it cannot be decoded to its last frame.`,
    'Copy or make that clip again; the film was not written.',
    { cause },
  )
}
