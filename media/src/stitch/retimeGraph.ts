import { bt709Tags, colourFilters } from '../colour/colourFilters.ts'
import type { Size } from '../geometry/Size.ts'
import type { ClipProbe } from '../probe/probeClip.ts'
import { type DenserSource, denserSource } from './denserSource.ts'
import { fitFilters } from './fitFilters.ts'
import type { FramePick } from './frameSchedule.ts'
import { passFrames } from './passFrames.ts'
import type { Motion } from './stitchOptions.ts'
import { WEIGHT_SIDE } from './weightFrames.ts'

/** minterpolate refuses smaller pictures, in px. */
const LEAST_MOVED_SIDE = 32

/** Where a looping film's end goes: into the first frame of its first clip. */
export interface Seam {
  clip: ClipProbe
  /** For each output frame how much of that first frame is over it, 0 to 1. */
  weights: readonly number[]
}

export interface RetimeGraphOptions {
  clip: ClipProbe
  picks: readonly FramePick[]
  motion: Motion
  /** Of the film. */
  size: Size
  fps: number
  /** Name of a file in the process's working folder; letters, digits and dots only. */
  witness: string
  seam?: Seam | undefined
}

export interface RetimeGraph {
  /** Of FFmpeg's filters; its output is `[film]`. */
  graph: string
  /** For each output frame how much of its second picture is over its first, 0 to 1. */
  weights: number[]
}

/**
 * The FFmpeg filter graph that makes the picked frames out of a clip, told in frame numbers.
 *
 * Input 0 is the clip, input 1 the weights (see weightFrames.ts), input 2 the seam's clip where there is one.
 * Two selections hold the `base` and the `next` frame of each pick, stamped with the output frame at which they are first
 * wanted; maskedmerge steps at the pace of the weights, keeps what it holds until the following stamp, and mixes.
 * When the decoder has delivered the clip's last frame, a line is written to the witness: without it, a clip that breaks
 * off would only hold its last good frame to the end of the film, and FFmpeg would report success.
 */
export function retimeGraph({ clip, picks, motion, size, fps, witness, seam }: RetimeGraphOptions): RetimeGraph {
  const stored = `${clip.storedWidth}:${clip.storedHeight}`
  const lastFrame = clip.info.frames - 1
  const tellLast = `metadata=mode=add:key=last:value=1:enable='eq(n,${lastFrame})',metadata=mode=print:key=last:file=${witness}`
  const isMixed = picks.some(({ weight }) => weight % 1 > 0)
  const canMove = Math.min(clip.storedWidth, clip.storedHeight) >= LEAST_MOVED_SIDE
  const denser = motion === 'compensate' && isMixed && canMove ? denserSource(picks) : undefined
  const made = denser ? `,${addFrames(denser, lastFrame, fps)}` : ''
  const shown = denser?.picks ?? picks
  const held = (indices: readonly number[]) => passFrames(firstUses(indices), fps)
  const stretch = (left: number, to: string) =>
    `crop=${WEIGHT_SIDE}:${WEIGHT_SIDE}:${left}:0,scale=${to}:flags=neighbor,${bt709Tags}`
  const mixed = `maskedmerge,${fitFilters(clip, size)}`
  const chains = [
    `[0:${clip.stream}]${tellLast},${colourFilters(clip)}${made},split=2[a][b]`,
    `[a]${held(shown.map(({ base }) => base))}[base]`,
    `[b]${held(shown.map(({ next }) => next))}[next]`,
  ]
  if (seam) {
    const { width, height } = size
    const first = `trim=end_frame=1,settb=1/${fps},setpts=0,${fitFilters(seam.clip, size)}`
    chains.push(
      '[1:v]split=2[w][v]',
      `[w]${stretch(0, stored)}[weights]`,
      `[v]${stretch(WEIGHT_SIDE, `${width}:${height}`)}[over]`,
      `[2:${seam.clip.stream}]${colourFilters(seam.clip)},${first}[first]`,
      `[base][next][weights]${mixed}[retimed]`,
      '[retimed][first][over]maskedmerge[film]',
    )
  } else {
    chains.push(`[1:v]${stretch(0, stored)}[weights]`, `[base][next][weights]${mixed}[film]`)
  }
  return { graph: chains.join(';'), weights: shown.map(({ weight }) => weight) }
}

/** For each index the output frame that wants it first. */
function firstUses(indices: readonly number[]): [index: number, output: number][] {
  const uses = new Map<number, number>()
  for (const [output, index] of indices.entries()) if (!uses.has(index)) uses.set(index, output)
  return [...uses]
}

/**
 * Filters that make the denser source. The clip's end is held two frames longer: minterpolate gives out what lies before a frame
 * only when it has the two after it.
 */
function addFrames({ taken, positions }: DenserSource, lastFrame: number, fps: number): string {
  const end = (positions.at(-1) ?? 0) + 1
  const pairs = taken.map((index, order): [number, number] => [index, positions[order] ?? 0])
  pairs.push([lastFrame + 1, end], [lastFrame + 2, end + 1])
  // bidir and aobmc, its other modes, take twice as long for 0.2 dB more.
  const move = `minterpolate=fps=${fps}:mi_mode=mci:mc_mode=obmc:me_mode=bilat`
  return `tpad=stop=2:stop_mode=clone,${passFrames(pairs, fps)},${move},${bt709Tags}`
}
