import { basename } from 'node:path'
import { damagedFile } from '../files/damagedFile.ts'
import { MediaError } from '../MediaError.ts'
import type { AudioInfo } from './mediaInfo.ts'
import { readFrameTimes } from './readFrameTimes.ts'
import { describeSound, readStreams, type Streams } from './readStreams.ts'

export interface SoundProbe {
  info: AudioInfo
  stream: number
}

/**
 * Reads all that is to be known of the sound in a file, which may be a clip's.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `unsupported` (it has no sound), `damagedFile`, `tooLarge`, `ffmpegMissing`,
 *   `ffmpegFailed` or `aborted`
 */
export async function probeSound(file: string, signal?: AbortSignal): Promise<SoundProbe> {
  return describeSoundFile(file, await readStreams(file, signal), signal)
}

/** {@link probeSound} for a file whose streams are read. */
export async function describeSoundFile(
  file: string,
  { format, sound }: Streams,
  signal?: AbortSignal,
): Promise<SoundProbe> {
  if (!sound) {
    throw new MediaError('unsupported', `${basename(file)} has no sound.`, 'Use an MP3, M4A, WAV, FLAC or OGG file.')
  }
  const { times, lastDuration } = await readFrameTimes(file, sound.index, signal)
  const [first] = times
  const listed = Number(sound.nb_frames ?? 0)
  // A packet or two at the ends may be there for the decoder alone.
  if (first === undefined || times.length < listed - 2) {
    const parts = `${times.length} of the ${listed || 'unknown number of'} parts of its sound are in the file`
    throw damagedFile(file, `is cut short: ${parts}`)
  }
  const durationSeconds = Math.round(((times.at(-1) ?? first) - first + lastDuration) * 1e6) / 1e6
  return { stream: sound.index, info: { kind: 'audio', format, durationSeconds, audio: describeSound(sound) } }
}
