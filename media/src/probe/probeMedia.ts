import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { ffmpegPath, plainClipOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { MediaError } from '../MediaError.ts'
import { FfprobeAnswer, type ProbedStream } from './ffprobeAnswer.ts'
import { fileNotFound, openPicture } from './openPicture.ts'
import { type FrameTimes, readFrameTimes } from './readFrameTimes.ts'

/** How a clip's numbers mean colour; `unknown` where the file does not say. */
export interface ClipColour {
  matrix: string
  primaries: string
  transfer: string
  range: 'tv' | 'pc' | 'unknown'
}

export interface PictureInfo {
  kind: 'picture'
  format: string
  /** Upright size in px. */
  width: number
  height: number
  hasAlpha: boolean
}

export interface ClipInfo {
  kind: 'clip'
  format: string
  codec: string
  pixelFormat: string
  /** Size in px as it is seen: upright and with square pixels. */
  width: number
  height: number
  /** From the first frame to the end of the last one, in seconds; what the container claims is not used. */
  durationSeconds: number
  frames: number
  /** Mean frames per second, to three decimals. */
  fps: number
  colour: ClipColour
  audio: { codec: string; channels: number; sampleRate: number } | null
}

export interface AudioInfo {
  kind: 'audio'
  format: string
  durationSeconds: number
  audio: { codec: string; channels: number; sampleRate: number }
}

export type MediaInfo = PictureInfo | ClipInfo | AudioInfo

/** A clip's facts with what the stitcher needs beside them. */
export interface ClipProbe {
  info: ClipInfo
  stream: number
  /** Upright size in stored pixels, which need not be square. */
  storedWidth: number
  storedHeight: number
  frameTimes: FrameTimes
}

const PROBE_TIMEOUT_MS = 30_000

/**
 * Says what a file is, from reading it, not from its name.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge`, `ffmpegMissing` or `ffmpegFailed` (ffprobe says
 *   what is not understood)
 */
export async function probeMedia(file: string): Promise<MediaInfo> {
  try {
    const { metadata } = await openPicture(file)
    const { width, height } = metadata.autoOrient
    return { kind: 'picture', format: metadata.format, width, height, hasAlpha: metadata.hasAlpha }
  } catch (error) {
    const perhapsAClip = error instanceof MediaError && (error.code === 'notMedia' || /MB;/.test(error.message))
    if (!perhapsAClip) throw error
  }
  const probed = await ffprobe(file)
  if (findVideo(probed)) return describeClip(file, probed).info
  const audio = findAudio(probed)
  if (!audio) throw notMedia(file)
  return {
    kind: 'audio',
    format: probed.format?.format_name ?? 'unknown',
    durationSeconds: Number(probed.format?.duration ?? 0),
    audio,
  }
}

/**
 * Reads all that is to be known of a clip, the time of each frame included.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `damagedFile` (fewer frames than its own index lists), or what ffprobe itself
 *   throws: `ffmpegMissing`, `ffmpegFailed`, `tooLarge`, `aborted`
 */
export async function probeClip(file: string, signal?: AbortSignal): Promise<ClipProbe> {
  return describeClip(file, await ffprobe(file, signal))
}

function describeClip(file: string, probed: FfprobeAnswer): ClipProbe {
  const video = findVideo(probed)
  if (!video?.width || !video.height) throw notMedia(file)
  const frameTimes = readFrameTimes(probed.packets ?? [], video.index)
  const { times, lastDuration } = frameTimes
  const listed = Number(video.nb_frames ?? 0)
  if (times.length === 0 || times.length < listed - 1) {
    throw new MediaError(
      'damagedFile',
      `${basename(file)} is cut short: ${times.length} of its ${listed || 'unknown number of'} frames are in the file.`,
      'Copy or make the clip again.',
    )
  }
  const turned = video.side_data_list?.some((side) => Math.abs(side.rotation ?? 0) % 180 === 90) ?? false
  const [storedWidth, storedHeight] = turned ? [video.height, video.width] : [video.width, video.height]
  const [across = 1, down = 1] = (video.sample_aspect_ratio ?? '1:1').split(':').map(Number)
  const pixelAspect = across > 0 && down > 0 ? across / down : 1
  const seen = (size: number, stretch: number) => Math.round(size * stretch)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return {
    stream: video.index,
    storedWidth,
    storedHeight,
    frameTimes,
    info: {
      kind: 'clip',
      format: probed.format?.format_name ?? 'unknown',
      codec: video.codec_name ?? 'unknown',
      pixelFormat: video.pix_fmt ?? 'unknown',
      width: turned ? storedWidth : seen(storedWidth, pixelAspect),
      height: turned ? seen(storedHeight, pixelAspect) : storedHeight,
      durationSeconds: round(span + lastDuration, 6),
      frames: times.length,
      fps: round(times.length > 1 ? (times.length - 1) / span : 0, 3),
      colour: {
        matrix: video.color_space ?? 'unknown',
        primaries: video.color_primaries ?? 'unknown',
        transfer: video.color_transfer ?? 'unknown',
        range: video.color_range === 'tv' || video.color_range === 'pc' ? video.color_range : 'unknown',
      },
      audio: findAudio(probed),
    },
  }
}

async function ffprobe(file: string, signal?: AbortSignal): Promise<FfprobeAnswer> {
  await access(file).catch((error: unknown) => {
    throw fileNotFound(file, error)
  })
  const entries = 'format:stream:packet=stream_index,pts_time,dts_time,duration_time,flags'
  const args = ['-v', 'error', ...plainClipOptions, '-show_entries', entries, '-of', 'json', ffmpegPath(file)]
  const said = await runTool('ffprobe', args, { signal, timeoutMs: PROBE_TIMEOUT_MS }).catch((error: unknown) => {
    throw error instanceof MediaError && error.code === 'ffmpegFailed' ? notMedia(file, error) : error
  })
  try {
    return FfprobeAnswer.parse(JSON.parse(said))
  } catch (error) {
    throw new MediaError(
      'ffmpegFailed',
      `ffprobe described ${basename(file)} in a way that is not understood.`,
      'Check that the ffprobe on the PATH is the one of FFmpeg 5 or later, then try again.',
      { cause: error },
    )
  }
}

function findVideo(probed: FfprobeAnswer): ProbedStream | undefined {
  return probed.streams?.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic)
}

function findAudio(probed: FfprobeAnswer): AudioInfo['audio'] | null {
  const stream = probed.streams?.find((each) => each.codec_type === 'audio')
  if (!stream) return null
  const sampleRate = Number(stream.sample_rate ?? 0)
  return { codec: stream.codec_name ?? 'unknown', channels: stream.channels ?? 0, sampleRate }
}

function notMedia(file: string, cause?: unknown): MediaError {
  return new MediaError(
    'notMedia',
    `${basename(file)} is neither a picture nor a clip that can be read.`,
    'Use a JPEG, PNG, WebP or AVIF picture, or an MP4, MOV, WebM or MKV clip.',
    { cause },
  )
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
