import type { Easing } from '../curve/easing.ts'
import { plainClipOptions } from '../ffmpeg/filePath.ts'
import { majorVersion } from '../ffmpeg/majorVersion.ts'
import type { Size } from '../geometry/Size.ts'
import type { ClipProbe } from '../probe/probeClip.ts'
import type { ClipPlan } from './encodingPlan.ts'
import { frameSchedule } from './frameSchedule.ts'
import { retimeGraph, type Seam } from './retimeGraph.ts'
import type { Motion, X264Preset } from './stitchOptions.ts'
import { weightInputOptions } from './weightFrames.ts'

export interface RetimeCommandOptions {
  clip: ClipProbe
  curve: Easing
  /** Frames that the clip becomes. */
  frames: number
  fps: number
  size: Size
  preset: X264Preset
  crf: number
  motion: Motion
  plan: ClipPlan
  /** Of FFmpeg, as it names itself. */
  version: string
  /** The start of the film that this clip's end dissolves into. */
  seam?: Seam | undefined
}

export interface RetimeCommand {
  /**
   * FFmpeg's, for these inputs; it runs in a folder of its own, where it reads {@link GRAPH} and writes {@link SEGMENT} and
   * {@link WITNESS}.
   */
  args(clip: string, seam: string | undefined): string[]
  /** What stands in {@link GRAPH}: of a long film it is more than the 128 KiB that Linux lets one argument have. */
  graph: string
  /** What goes into its standard input, see {@link weightFrames}. */
  weights: readonly number[]
  seamWeights: readonly number[]
}

/** The encoded clip: an MP4 that starts with a key frame and refers to nothing outside itself. */
export const SEGMENT = 'segment.mp4'
/** The filter graph. */
export const GRAPH = 'graph'
/** Not empty when the clip was decoded to its last frame. */
export const WITNESS = 'witness'

/** The FFmpeg command that retimes one clip. Two equal commands over equal files make the same bytes. */
export function retimeCommand(options: RetimeCommandOptions): RetimeCommand {
  const { clip, curve, frames, fps, size, motion, plan, version, seam } = options
  const picks = frameSchedule(clip.frameTimes.times, curve, frames)
  const { graph, weights } = retimeGraph({ clip, picks, motion, size, fps, witness: WITNESS, seam })
  const threads = String(plan.threads)
  // The schedule counts frames; the rate given here only keeps FFmpeg from repeating or dropping any at the encoder. Without
  // `explode` a decoder paints over what is damaged, and whether FFmpeg hears of it hangs on how its threads fall.
  const decoding = ['-threads', threads, '-err_detect:v', 'explode', '-r', String(fps), ...plainClipOptions]
  const encoding = ['-c:v', 'libx264', '-preset', options.preset, '-crf', String(options.crf)]
  const args = (clipFile: string, seamFile: string | undefined) => [
    ...['-v', 'error', '-nostats', '-progress', 'pipe:1', '-stats_period', '0.25', '-xerror', '-y'],
    ...['-filter_complex_threads', threads],
    ...[...decoding, '-i', clipFile],
    ...weightInputOptions(fps),
    ...(seamFile === undefined ? [] : [...decoding, '-i', seamFile]),
    ...[graphOption(version), GRAPH, '-map', '[film]', '-r', String(fps)],
    ...[...encoding, '-rc-lookahead', String(plan.lookahead), '-threads', threads],
    // What makes the profile high; the preset ultrafast would leave it out.
    ...[
      '-profile:v',
      'high',
      '-8x8dct',
      '1',
      '-pix_fmt',
      'yuv420p',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
    ],
    ...['-color_trc', 'bt709', '-color_range', 'tv', '-f', 'mp4', SEGMENT],
  ]
  return { args, graph, weights, seamWeights: seam?.weights ?? [] }
}

/** The option that reads a filter graph from a file. FFmpeg 9 has the older one no more. */
function graphOption(version: string): string {
  return majorVersion(version) < 7 ? '-filter_complex_script' : '-/filter_complex'
}
