import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { decodingFailure } from '../ffmpeg/decodingFailure.ts'
import { ffmpegPath, plainSoundOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { MediaError } from '../MediaError.ts'
import { probeSound, type SoundProbe } from '../probe/probeSound.ts'
import { type Loudness, measureLoudness } from './measureLoudness.ts'

export interface Music {
  /** Path of a sound, or of a clip whose sound is taken. */
  file: string
  /** Where in the music the film begins, in seconds; default 0. */
  offset?: number | undefined
}

export interface LayMusicOptions {
  /** Path of the film, an MP4 without sound. */
  film: string
  filmSeconds: number
  music: Music
  /** Path of the film with music; its folder is used for what comes between. */
  out: string
  signal?: AbortSignal | undefined
}

const TARGET_LUFS = -16
const CEILING_DBTP = -1.5
const TOLERANCE_LU = 0.1
const SILENT_LUFS = -60
/** The limiter works on samples four times as dense, as true peak is defined; what AAC adds to it is found by measuring. */
const OVERSAMPLED_HZ = 192_000
const SAMPLE_RATE = 48_000
const ROUNDS = 6
/** dB that the limiter may take off: music that is mostly peaks stays quieter than the target and sound. */
const MOST_LIMITING = 12
const FADE_IN_SECONDS = 0.1
const FADE_OUT_SECONDS = 2
/** EBU R 128 measures blocks of 0.4 s. */
const SHORTEST_SECONDS = 0.5

/**
 * Makes sure that music can be laid under a film, before the film is made.
 *
 * @throws MediaError `wrongUse` (the offset is past its end, or the film is shorter than 0.5 s), `unsupported` (no sound), and
 *   what {@link probeSound} throws
 */
export async function openMusic(
  { file, offset = 0 }: Music,
  filmSeconds: number,
  signal?: AbortSignal,
): Promise<SoundProbe> {
  const sound = await probeSound(file, signal)
  const { durationSeconds } = sound.info
  if (!(offset >= 0 && offset < durationSeconds)) {
    const message = `${basename(file)} lasts ${durationSeconds} s and cannot start at ${offset} s.`
    throw new MediaError('wrongUse', message, 'Use an offset within the music.')
  }
  if (filmSeconds < SHORTEST_SECONDS) {
    const message = `A film of ${filmSeconds} s is too short for music.`
    throw new MediaError('wrongUse', message, 'Use at least half a second, or no music.')
  }
  return sound
}

/**
 * Lays music under a film: cut to its length, or repeated from the offset on; faded in and out; brought to -16 LUFS with a
 * true peak of at most -1.5 dBTP (EBU R 128); AAC, stereo, 48 kHz. The pictures are copied.
 *
 * The sound is measured after it is encoded and made again until it is right within 0.1 LU: a second pass of FFmpeg's
 * loudnorm misses by whole units where the peaks leave no room, and no filter knows what AAC adds to them.
 *
 * @returns what the sound in the film measures
 * @throws MediaError as {@link openMusic}, `unsupported` where the music is silent, `damagedFile`, `ffmpegFailed`, `ffmpegStopped`
 *   or `aborted`
 */
export async function layMusic({ film, filmSeconds, music, out, signal }: LayMusicOptions): Promise<Loudness> {
  const { stream, info } = await openMusic(music, filmSeconds, signal)
  const { file, offset = 0 } = music
  const input = [...plainSoundOptions, '-ss', String(offset), '-i', ffmpegPath(file), '-map', `0:${stream}`]
  const cut = cutFilters(filmSeconds, info.durationSeconds - offset < filmSeconds)
  const plain = await measureLoudness(input, cut, signal).catch((error: unknown) => {
    throw decodingFailure(file, info.audio.codec, 'is damaged: its sound cannot be decoded', error)
  })
  if (plain.loudnessLufs <= SILENT_LUFS) {
    throw new MediaError('unsupported', `${basename(file)} is silent.`, 'Use other music, or another offset.')
  }
  const sound = join(dirname(out), 'sound.m4a')
  const { loudnessLufs, truePeakDbtp } = await encodeLevelled({
    input,
    cut,
    plain,
    sound,
    seconds: filmSeconds,
    signal,
  })
  const copy = ['-map', '0:v', '-map', '1:a', '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', ffmpegPath(out)]
  const both = ['-i', ffmpegPath(film), '-i', ffmpegPath(sound)]
  await runTool('ffmpeg', ['-v', 'error', '-xerror', '-y', ...both, ...copy], { signal })
  await rm(sound)
  return { loudnessLufs: round(loudnessLufs), truePeakDbtp: round(truePeakDbtp) }
}

interface Levelling {
  input: readonly string[]
  cut: readonly string[]
  /** What the cut music measures as it is. */
  plain: Loudness
  /** Path of the sound to write. */
  sound: string
  seconds: number
  signal: AbortSignal | undefined
}

/** Encodes the cut music again and again, each time with the gain and limit that the last measurement asks for. */
async function encodeLevelled({ input, cut, plain, sound, seconds, signal }: Levelling): Promise<Loudness> {
  const mostGain = CEILING_DBTP + MOST_LIMITING - plain.truePeakDbtp
  let gain = Math.min(mostGain, TARGET_LUFS - plain.loudnessLufs)
  // What AAC usually adds is left free from the start.
  let ceiling = CEILING_DBTP - 0.2
  let made = { ...plain, gain: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const filters = [...cut, ...levelFilters(gain, ceiling, seconds)].join(',')
    const encoding = ['-af', filters, '-c:a', 'aac', '-b:a', '192k', '-f', 'mp4', ffmpegPath(sound)]
    await runTool('ffmpeg', ['-v', 'error', '-xerror', '-y', ...input, ...encoding], { signal })
    const before = made
    made = { ...(await measureLoudness(['-i', ffmpegPath(sound)], [], signal)), gain }
    const missing = TARGET_LUFS - made.loudnessLufs
    const isLoud = Math.abs(missing) <= TOLERANCE_LU || (missing > 0 && gain === mostGain)
    if (isLoud && made.truePeakDbtp <= CEILING_DBTP) break
    // The more the limiter takes off, the less a dB of gain adds.
    const slope = gain === before.gain ? 1 : (made.loudnessLufs - before.loudnessLufs) / (gain - before.gain)
    gain = Math.min(mostGain, gain + missing / Math.min(1, Math.max(0.25, slope)))
    ceiling -= Math.max(0, made.truePeakDbtp - CEILING_DBTP + 0.1)
  }
  return made
}

/** The music as long as the film, faded. */
function cutFilters(seconds: number, repeats: boolean): string[] {
  const fadeOut = Math.min(FADE_OUT_SECONDS, seconds / 4)
  return [
    `aresample=${SAMPLE_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo,asetpts=N/SR/TB`,
    ...(repeats ? ['aloop=loop=-1:size=2147483647'] : []),
    `atrim=end_sample=${samples(seconds)}`,
    `afade=type=in:duration=${FADE_IN_SECONDS}`,
    `afade=type=out:start_time=${seconds - fadeOut}:duration=${fadeOut}`,
  ]
}

/** Gain and a limit to the true peak, both in dB; the length stays. */
function levelFilters(gain: number, ceiling: number, seconds: number): string[] {
  return [
    `volume=${gain}dB`,
    `aresample=${OVERSAMPLED_HZ}`,
    `alimiter=limit=${10 ** (ceiling / 20)}:attack=5:release=80:level=disabled`,
    `aresample=${SAMPLE_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo`,
    `apad=whole_len=${samples(seconds)},atrim=end_sample=${samples(seconds)}`,
  ]
}

function samples(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
