import { basename, extname } from 'node:path'
import { MediaError } from '../MediaError.ts'
import type { Music } from './layMusic.ts'
import type { Progress } from './stitchProgress.ts'

export const x264Presets = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow', 'slower'] as const
export type X264Preset = (typeof x264Presets)[number]

export const motions = ['blend', 'compensate'] as const
/** How the slow parts get the frames between two source frames: by mixing both, or by moving what is in them. */
export type Motion = (typeof motions)[number]

export interface FilmSettings {
  /** A named easing or `x1,y1,x2,y2`; default `dramaticSwoop`. */
  easing: string
  /** Length of each clip in the film in seconds, up to 30; default 1.5. */
  secondsPerClip: number
  /** Frames per second of the film, a whole number up to 120; default 60. */
  fps: number
  /** Of x264; default `medium`. */
  preset: X264Preset
  /** Of x264, 1 to 51; default 18. */
  crf: number
  /** Default `blend`; `compensate` takes about five times as long, and mixes clips with a side under 32 px all the same. */
  motion: Motion
  /** Dissolves the last quarter of a second into the film's first frame, so that it repeats without a jump. */
  loop: boolean
}

type Unsaid<T> = { [K in keyof T]?: T[K] | undefined }

export interface StitchFilmOptions extends Unsaid<FilmSettings> {
  /** Paths of the clips, in the film's order. */
  clips: readonly string[]
  /** Path of the film, an MP4; it appears when it is whole. */
  out: string
  /** Laid under the film, see {@link layMusic}; no sound without it. */
  music?: Music | undefined
  /** Folder that keeps the encoded clips for the next film, see {@link SegmentCache}; nothing is kept without it. */
  cache?: string | undefined
  signal?: AbortSignal | undefined
  /** Called at least twice a second, and with a fraction of 1 when the film is made. */
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Fills in what is not said.
 *
 * @throws MediaError `wrongUse`
 */
export function filmSettings(options: StitchFilmOptions): FilmSettings {
  const { easing = 'dramaticSwoop', secondsPerClip = 1.5, fps = 60, crf = 18 } = options
  const { preset = 'medium', motion = 'blend', loop = false } = options
  const wrong = (message: string, hint: string) => new MediaError('wrongUse', message, hint)
  if (!['.mp4', '.m4v'].includes(extname(options.out).toLowerCase())) {
    throw wrong(
      `The film is an MP4, and ${basename(options.out)} is not a name of one.`,
      'Use a name that ends in .mp4 or .m4v.',
    )
  }
  if (!Number.isInteger(fps) || fps < 1 || fps > 120) {
    throw wrong(`${fps} is not a frame rate that can be made.`, 'Use a whole number from 1 to 120.')
  }
  if (!(secondsPerClip <= 30) || Math.round(secondsPerClip * fps) < 1) {
    throw wrong(`A clip of ${secondsPerClip} s cannot be made.`, 'Use at least one frame and at most 30 s per clip.')
  }
  // Below 1 lies x264's lossless mode, which is another profile of H.264 that few players know.
  if (!(crf >= 1 && crf <= 51)) {
    throw wrong(`${crf} is not a crf.`, 'Use a number from 1 (best) to 51; 18 looks lossless.')
  }
  if (!x264Presets.includes(preset)) throw wrong(`There is no preset ${preset}.`, `Use ${x264Presets.join(', ')}.`)
  if (!motions.includes(motion)) throw wrong(`There is no motion ${motion}.`, `Use ${motions.join(' or ')}.`)
  return { easing, secondsPerClip, fps, crf, preset, motion, loop }
}
