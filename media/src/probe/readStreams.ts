import { basename } from 'node:path'
import { ffmpegPath, plainSoundOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { openFile } from '../files/openFile.ts'
import { MediaError } from '../MediaError.ts'
import { FfprobeAnswer, type ProbedStream } from './ffprobeAnswer.ts'
import type { Sound } from './mediaInfo.ts'

/** What a container says of itself. */
export interface Streams {
  format: string
  /** The pictures that move; an album's cover is none. */
  video: ProbedStream | undefined
  sound: ProbedStream | undefined
}

export const PROBE_TIMEOUT_MS = 30_000

/** Below it, a bare stream of sound (MP3, ADTS) was guessed from a few bytes that may be anything. */
const LEAST_SCORE = 25

/**
 * Asks ffprobe what streams a clip or sound has. Whether their data is there, {@link readFrameTimes} finds out.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `tooLarge`, `ffmpegMissing`, `ffmpegFailed` (ffprobe says what is not
 *   understood) or `aborted`
 */
export async function readStreams(file: string, signal?: AbortSignal): Promise<Streams> {
  await (await openFile(file)).close()
  const args = ['-v', 'error', ...plainSoundOptions, '-show_entries', 'format:stream', '-of', 'json', ffmpegPath(file)]
  const said = await runTool('ffprobe', args, { signal, timeoutMs: PROBE_TIMEOUT_MS }).catch((error: unknown) => {
    throw error instanceof MediaError && error.code === 'ffmpegFailed' ? notMedia(file, error) : error
  })
  const { streams, format } = parse(said, file)
  const video = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic)
  const sound = streams.find((stream) => stream.codec_type === 'audio' && stream.channels && Number(stream.sample_rate))
  if ((!video && !sound) || format.probe_score < LEAST_SCORE) throw notMedia(file)
  return { format: format.format_name, video, sound }
}

export function describeSound(stream: ProbedStream): Sound {
  const sampleRate = Number(stream.sample_rate ?? 0)
  return { codec: stream.codec_name ?? 'unknown', channels: stream.channels ?? 0, sampleRate }
}

/** The error for a file that holds nothing of use. */
export function notMedia(file: string, cause?: unknown): MediaError {
  return new MediaError(
    'notMedia',
    `${basename(file)} is neither a picture, a clip nor a sound that can be read.`,
    'Use a JPEG, PNG, WebP or AVIF picture, an MP4, MOV, WebM or MKV clip, or an MP3, M4A, WAV, FLAC or OGG sound.',
    { cause },
  )
}

function parse(said: string, file: string): FfprobeAnswer {
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
