import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { easing } from '../curve/easing.ts'
import { requireFfmpeg } from '../ffmpeg/requireFfmpeg.ts'
import { withWorkFolder } from '../files/withWorkFolder.ts'
import { MediaError } from '../MediaError.ts'
import { type ClipProbe, probeClip } from '../probe/probeMedia.ts'
import { runLimited } from '../runLimited.ts'
import type { Size } from './clipFilters.ts'
import { joinSegments } from './joinSegments.ts'
import { layMusic, type Music, openMusic } from './layMusic.ts'
import type { Loudness } from './measureLoudness.ts'
import { retimeClip } from './retimeClip.ts'

export const x264Presets = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow', 'slower'] as const
export type X264Preset = (typeof x264Presets)[number]

export interface Progress {
  /** 0 to 1. */
  fraction: number
  /** Milliseconds that are left, once there is something to judge by. */
  etaMs?: number
}

export interface StitchFilmOptions {
  /** Paths of the clips, in the film's order. */
  clips: readonly string[]
  /** Path of the film, an MP4; it appears when it is whole. */
  out: string
  /** A named easing or `x1,y1,x2,y2`; default `dramaticSwoop`. */
  easing?: string | undefined
  /** Length of each clip in the film in seconds, up to 30; default 1.5. */
  secondsPerClip?: number | undefined
  /** Frames per second of the film, a whole number up to 120; default 60. */
  fps?: number | undefined
  /** Of x264; default `medium`. */
  preset?: X264Preset | undefined
  /** Of x264, 0 to 51; default 18. */
  crf?: number | undefined
  /** Dissolves the last quarter of a second into the film's first frame, so that it repeats without a jump. */
  loop?: boolean | undefined
  /** Laid under the film, see {@link layMusic}; no sound without it. */
  music?: Music | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface Film {
  file: string
  frames: number
  durationSeconds: number
  fps: number
  width: number
  height: number
  /** What the music measures in the film. */
  music?: Loudness
}

/** A process at 1080p takes about 450 MB whatever its threads, so more cores make each faster instead of adding more. */
const PROCESSES_AT_ONCE = 2
const LOOP_DISSOLVE_SECONDS = 0.25
const MAX_SIDE = 8192
/** Ten minutes at 60 fps: every frame up to the last is decoded. */
const MAX_CLIP_FRAMES = 36_000

/**
 * Retimes every clip by the easing and joins them into a film: H.264 high, yuv420p, bt709, index first; no sound but the music.
 * Each clip becomes exactly `round(secondsPerClip × fps)` frames. The film has the first clip's size (even); clips of
 * another size are scaled to cover it.
 *
 * @throws MediaError `wrongUse`, `ffmpegMissing`, `ffmpegTooOld`, `fileNotFound`, `notMedia`, `damagedFile`,
 *   `unsupported`, `cannotWrite`, `ffmpegFailed` or `aborted`; nothing is left at `out` or beside it then
 */
export async function stitchFilm(options: StitchFilmOptions): Promise<Film> {
  const { clips, out, secondsPerClip = 1.5, fps = 60, preset = 'medium', crf = 18, signal } = options
  const curve = easing(options.easing ?? 'dramaticSwoop')
  checkOptions(options, secondsPerClip, fps, crf)
  await requireFfmpeg()
  const probes = await probeAll(clips, signal)
  const [firstFile, first] = [clips[0], probes[0]]
  if (firstFile === undefined || !first) throw noClips()
  const size: Size = { width: first.info.width & ~1, height: first.info.height & ~1 }
  if (Math.min(size.width, size.height) < 16 || Math.max(size.width, size.height) > MAX_SIDE) {
    throw new MediaError(
      'unsupported',
      `${basename(firstFile)} is ${first.info.width}×${first.info.height}; a film has sides of 16 to ${MAX_SIDE} px.`,
      'Use clips of a usual size, such as 1920×1080.',
    )
  }

  const frames = Math.round(secondsPerClip * fps)
  const total = frames * clips.length
  const { music } = options
  if (music) await openMusic(music, total / fps, signal)
  const report = progressReporter(clips.length, frames, options.onProgress)
  const cores = availableParallelism()
  const threads = Math.max(1, Math.floor(cores / PROCESSES_AT_ONCE))
  const segments = clips.map((_, index) => `${index}.mp4`)

  const laid = await withWorkFolder(out, async (folder, made) => {
    await runLimited(clips, Math.min(cores, PROCESSES_AT_ONCE), signal, async (file, index, either) => {
      const clip = probes[index] ?? first
      const closes = options.loop && index === clips.length - 1
      const seam = closes ? { file: firstFile, clip: first, weights: dissolve(frames, fps) } : undefined
      const onFrames = (done: number) => report(index, done)
      const target = join(folder, segments[index] ?? '')
      const encoding = { fps, size, preset, crf, threads, curve, frames }
      await retimeClip({ ...encoding, file, clip, out: target, seam, signal: either, onFrames })
      await assertFrames(target, frames, basename(file), size)
      report(index, frames)
    })
    const film = music ? join(folder, 'silent.mp4') : made
    await joinSegments(folder, segments, film, signal)
    const loudness = music && (await layMusic({ film, filmSeconds: total / fps, music, out: made, signal }))
    await assertFrames(made, total, basename(out), size)
    return loudness
  })
  const film = { file: resolve(out), frames: total, durationSeconds: total / fps, fps, ...size }
  return laid ? { ...film, music: laid } : film
}

function checkOptions(
  { clips, out, music }: StitchFilmOptions,
  secondsPerClip: number,
  fps: number,
  crf: number,
): void {
  const wrong = (message: string, hint: string) => new MediaError('wrongUse', message, hint)
  if (clips.length === 0) throw noClips()
  if (clips.some((clip) => resolve(clip) === resolve(out))) {
    throw wrong(`${out} is one of the clips.`, 'Give the film a name of its own.')
  }
  if (music && resolve(music.file) === resolve(out)) {
    throw wrong(`${out} is the music.`, 'Give the film a name of its own.')
  }
  if (!Number.isInteger(fps) || fps < 1 || fps > 120) {
    throw wrong(`${fps} is not a frame rate that can be made.`, 'Use a whole number from 1 to 120.')
  }
  if (!(secondsPerClip <= 30) || Math.round(secondsPerClip * fps) < 1) {
    throw wrong(`A clip of ${secondsPerClip} s cannot be made.`, 'Use at least one frame and at most 30 s per clip.')
  }
  if (!(crf >= 0 && crf <= 51))
    throw wrong(`${crf} is not a crf.`, 'Use a number from 0 (best) to 51; 18 looks lossless.')
}

function noClips(): MediaError {
  return new MediaError('wrongUse', 'There is no clip to stitch.', 'Name at least one.')
}

async function probeAll(clips: readonly string[], signal: AbortSignal | undefined): Promise<ClipProbe[]> {
  const probes: ClipProbe[] = []
  await runLimited(clips, PROCESSES_AT_ONCE, signal, async (file, index, either) => {
    const probe = await probeClip(file, either)
    const { frames, durationSeconds } = probe.info
    if (frames > MAX_CLIP_FRAMES) {
      throw new MediaError(
        'tooLarge',
        `${basename(file)} lasts ${Math.round(durationSeconds)} s (${frames} frames); clips of at most ${MAX_CLIP_FRAMES} frames are stitched.`,
        'Cut out the part that the film shall show.',
      )
    }
    const { transfer } = probe.info.colour
    if (transfer === 'smpte2084' || transfer === 'arib-std-b67') {
      throw new MediaError(
        'unsupported',
        `${basename(file)} is an HDR clip (${transfer}); films are made in standard range.`,
        'Convert it to standard range (bt709) first.',
      )
    }
    probes[index] = probe
  })
  return probes
}

async function assertFrames(file: string, frames: number, name: string, size: Size): Promise<void> {
  const { info } = await probeClip(file)
  if (info.frames === frames && info.width === size.width && info.height === size.height) return
  throw new MediaError(
    'ffmpegFailed',
    `${name} came out as ${info.frames} frames of ${info.width}×${info.height} instead of ${frames} of ${size.width}×${size.height}.`,
    'Make that clip again, or re-encode it; the film was not written.',
  )
}

/** How much of the film's first frame lies over each frame of its last clip, 0 to 255. */
function dissolve(frames: number, fps: number): number[] {
  const length = Math.min(Math.round(LOOP_DISSOLVE_SECONDS * fps), frames >> 1)
  const start = frames - length
  return Array.from({ length: frames }, (_, i) => Math.round((Math.max(0, i - start + 1) / (length + 1)) * 255))
}

function progressReporter(clips: number, frames: number, onProgress: StitchFilmOptions['onProgress']) {
  const started = performance.now()
  const done = new Array<number>(clips).fill(0)
  return (index: number, count: number) => {
    done[index] = Math.max(done[index] ?? 0, Math.min(frames, count))
    const fraction = done.reduce((sum, each) => sum + each, 0) / (clips * frames)
    const elapsed = performance.now() - started
    onProgress?.(fraction > 0 ? { fraction, etaMs: Math.round((elapsed / fraction) * (1 - fraction)) } : { fraction })
  }
}
