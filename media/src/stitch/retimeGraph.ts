import type { ClipProbe } from '../probe/probeMedia.ts'
import { bt709Tags, colourFilters, fitFilters, type Size } from './clipFilters.ts'
import type { FramePick } from './frameSchedule.ts'

/** Side of the flat squares that carry the weights, in px; FFmpeg stretches them over the picture. */
const WEIGHT_SIDE = 16
const WEIGHT_FRAME_BYTES = (WEIGHT_SIDE * 2 * WEIGHT_SIDE * 3) / 2

/** Where a looping film's end goes: into the first frame of its first clip. */
export interface Seam {
  clip: ClipProbe
  /** For each output frame how much of that first frame is over it, 0 to 255. */
  weights: readonly number[]
}

export interface RetimeGraphOptions {
  clip: ClipProbe
  picks: readonly FramePick[]
  /** Of the film. */
  size: Size
  fps: number
  /** Name of a file in the process's working folder; letters, digits and dots only. */
  witness: string
  seam?: Seam | undefined
}

/**
 * The FFmpeg filter graph that makes the picked frames out of a clip, told in frame numbers.
 *
 * Input 0 is the clip, input 1 the weights (see {@link weightFrames}), input 2 the seam's clip where there is one.
 * Two selections hold the `base` and the `next` frame of each pick, stamped with the output frame at which they are first
 * wanted; maskedmerge steps at the pace of the weights, keeps what it holds until the following stamp, and mixes.
 * The output is `[film]`. When the decoder has delivered the clip's last frame, a line is written to the witness: without
 * it, a clip that breaks off would only hold its last good frame to the end of the film, and FFmpeg would report success.
 */
export function retimeGraph({ clip, picks, size, fps, witness, seam }: RetimeGraphOptions): string {
  const stored = `${clip.storedWidth}:${clip.storedHeight}`
  const lastFrame = clip.info.frames - 1
  const tellLast = `metadata=mode=add:key=last:value=1:enable='eq(n,${lastFrame})',metadata=mode=print:key=last:file=${witness}`
  const stretch = (left: number, to: string) =>
    `crop=${WEIGHT_SIDE}:${WEIGHT_SIDE}:${left}:0,scale=${to}:flags=neighbor,${bt709Tags}`
  const mixed = `maskedmerge,${fitFilters(clip, size)}`
  const chains = [
    `[0:${clip.stream}]${tellLast},${colourFilters(clip)},split=2[a][b]`,
    `[a]${holdFrames(
      picks.map((pick) => pick.base),
      fps,
    )}[base]`,
    `[b]${holdFrames(
      picks.map((pick) => pick.next),
      fps,
    )}[next]`,
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
  return chains.join(';')
}

/** Options that describe the bytes of {@link weightFrames} to FFmpeg. */
export function weightInputOptions(fps: number): string[] {
  const size = `${WEIGHT_SIDE * 2}x${WEIGHT_SIDE}`
  return ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', size, '-framerate', String(fps), '-i', 'pipe:0']
}

/** One small yuv420p picture per output frame: its left half is as bright as the pick's weight, its right as the seam's. */
export function weightFrames(picks: readonly FramePick[], seam?: Seam): Uint8Array {
  const bytes = new Uint8Array(picks.length * WEIGHT_FRAME_BYTES)
  for (const [i, pick] of picks.entries()) {
    const over = seam?.weights[i] ?? 0
    const frame = bytes.subarray(i * WEIGHT_FRAME_BYTES, (i + 1) * WEIGHT_FRAME_BYTES)
    // Every plane's row is half weight, half seam: the luma's rows are two squares wide, the chroma's one.
    const lumaBytes = WEIGHT_SIDE * 2 * WEIGHT_SIDE
    for (let at = 0; at < frame.length; at++) {
      const row = at < lumaBytes ? WEIGHT_SIDE * 2 : WEIGHT_SIDE
      frame[at] = at % row < row / 2 ? pick.weight : over
    }
  }
  return bytes
}

/** Filters that pass each source frame in `indices` once, stamped with the first output frame that wants it. */
function holdFrames(indices: readonly number[], fps: number): string {
  const firstUse = new Map<number, number>()
  for (const [output, index] of indices.entries()) if (!firstUse.has(index)) firstUse.set(index, output)
  const wanted = branches(
    'n',
    runs([...firstUse.keys()]),
    ([from]) => from,
    ([from, to]) => `between(n,${from},${to})`,
  )
  const stamps = branches(
    'N',
    [...[...firstUse.values()].entries()],
    ([order]) => order,
    ([, output]) => `${output}`,
  )
  return `select='${wanted}',settb=1/${fps},setpts='${stamps}'`
}

/**
 * An FFmpeg expression that looks `variable` up among rising `items` by halving: FFmpeg refuses expressions that nest more
 * than a hundred deep, and a plain sum nests by one with each term.
 */
function branches<T>(
  variable: string,
  items: readonly T[],
  from: (item: T) => number,
  leaf: (item: T) => string,
): string {
  const [only] = items
  if (only === undefined) return '0'
  if (items.length === 1) return leaf(only)
  const half = items.length >> 1
  const border = items[half] ?? only
  const side = (part: readonly T[]) => branches(variable, part, from, leaf)
  return `if(lt(${variable},${from(border)}),${side(items.slice(0, half))},${side(items.slice(half))})`
}

/** Rising numbers as runs of neighbours: 1 2 3 7 → [1,3] [7,7]. */
function runs(numbers: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = []
  for (const number of numbers) {
    const open = found.at(-1)
    if (open && number === open[1] + 1) open[1] = number
    else found.push([number, number])
  }
  return found
}
