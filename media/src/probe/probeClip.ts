import { basename } from 'node:path'
import { damagedFile } from '../files/damagedFile.ts'
import { MediaError } from '../MediaError.ts'
import type { ProbedStream } from './ffprobeAnswer.ts'
import type { ClipInfo } from './mediaInfo.ts'
import { type FrameTimes, readFrameTimes } from './readFrameTimes.ts'
import { describeSound, notMedia, readStreams, type Streams } from './readStreams.ts'

/** A clip's facts with what the stitcher needs beside them. */
export interface ClipProbe {
  info: ClipInfo
  stream: number
  /** Upright size in stored pixels, which need not be square. */
  storedWidth: number
  storedHeight: number
  frameTimes: FrameTimes
}

/**
 * Reads all that is to be known of a clip, the time of each frame included.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `damagedFile` (fewer frames than its own index lists), or what ffprobe itself
 *   throws: `ffmpegMissing`, `ffmpegFailed`, `tooLarge`, `aborted`
 */
export async function probeClip(file: string, signal?: AbortSignal): Promise<ClipProbe> {
  return describeClip(file, await readStreams(file, signal), signal)
}

/** {@link probeClip} for a file whose streams are read. */
export async function describeClip(
  file: string,
  { format, video, sound }: Streams,
  signal?: AbortSignal,
): Promise<ClipProbe> {
  if (!video?.width || !video.height) {
    if (!sound) throw notMedia(file)
    throw new MediaError(
      'unsupported',
      `${basename(file)} is a sound: it has no picture.`,
      'Use an MP4, MOV, WebM or MKV clip.',
    )
  }
  const frameTimes = await readFrameTimes(file, video.index, signal)
  const { times, hidden, lastDuration } = frameTimes
  const listed = Number(video.nb_frames ?? 0)
  if (times.length === 0 || times.length + hidden < listed - 1) {
    throw damagedFile(
      file,
      `is cut short: ${times.length + hidden} of its ${listed || 'unknown number of'} frames are in the file`,
    )
  }
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  if (times.length > 1 && span === 0) throw damagedFile(file, 'shows all of its frames at the same moment')
  // ffprobe has tried to decode the first of them.
  if (!video.pix_fmt) throw damagedFile(file, 'has frames, but none that can be decoded')
  const { width, height, ...stored } = sizes(video, video.width, video.height)
  return {
    stream: video.index,
    ...stored,
    frameTimes,
    info: {
      kind: 'clip',
      format,
      codec: video.codec_name ?? 'unknown',
      pixelFormat: video.pix_fmt,
      width,
      height,
      durationSeconds: round(span + lastDuration, 6),
      frames: times.length,
      fps: span > 0 ? round((times.length - 1) / span, 3) : 0,
      colour: {
        matrix: video.color_space ?? 'unknown',
        primaries: video.color_primaries ?? 'unknown',
        transfer: video.color_transfer ?? 'unknown',
        range: video.color_range === 'tv' || video.color_range === 'pc' ? video.color_range : 'unknown',
      },
      audio: sound ? describeSound(sound) : null,
    },
  }
}

/** The stored size turned upright, and the size that is seen: with square pixels. */
function sizes(video: ProbedStream, across: number, down: number) {
  const turned = video.side_data_list?.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90) ?? false
  const [storedWidth, storedHeight] = turned ? [down, across] : [across, down]
  const [wide = 1, high = 1] = (video.sample_aspect_ratio ?? '1:1').split(':').map(Number)
  const pixelAspect = wide > 0 && high > 0 ? wide / high : 1
  return {
    storedWidth,
    storedHeight,
    width: turned ? storedWidth : Math.round(storedWidth * pixelAspect),
    height: turned ? Math.round(storedHeight * pixelAspect) : storedHeight,
  }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
