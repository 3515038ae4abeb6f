/**
 * @module What a film's frames must show, worked out anew from its clips: own solving of the speed curve, source times as ffprobe reads
 * them from the decoded frames, mixtures made here. It shares nothing with the media engine but FFmpeg's decoder.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Small enough for arithmetic in JS, large enough that a move of a pixel in the clip is seen. Averaging takes out the encoders' noise. */
const WIDTH = 96
const HEIGHT = 64
const FRAME_BYTES = WIDTH * HEIGHT
/** Near the speed of one source frame per film frame, a mixture and the nearest frame are both right. */
const SAME_SPEED = { least: 0.85, most: 1.15 }

/** So near the middle between two source frames, either is the nearest. */
const TIE = 1e-3

type Handles = readonly [x1: number, y1: number, x2: number, y2: number]

export interface FilmOrder {
  film: string
  /** Paths, in the film's order. */
  clips: string[]
  secondsPerClip: number
  fps: number
  /** Of the speed curve, as in CSS cubic-bezier(). */
  handles: Handles
}

/** How far a film frame is from the truth, as mean differences of brightness (0 to 255). */
export interface FrameError {
  clip: number
  /** From 0, in its part of the film. */
  frame: number
  /** To what must be seen. */
  error: number
  /** To what would be seen one source frame earlier or later, the nearer of both. */
  shifted: number
  /** Between the two pictures that are compared to: how much the source moves here. */
  movement: number
}

/** The error of every frame of a film; as many as the film has. Throws an Error where it has not the frames that were ordered. */
export async function measureFilm({ film, clips, secondsPerClip, fps, handles }: FilmOrder): Promise<FrameError[]> {
  const count = Math.round(secondsPerClip * fps)
  const shown = await decodeGrey(film)
  if (shown.length !== count * clips.length) {
    throw new Error(`The film has ${shown.length} frames in place of ${count * clips.length}.`)
  }
  const errors: FrameError[] = []
  for (const [clip, file] of clips.entries()) {
    const [source, times] = await Promise.all([decodeGrey(file), readTimes(file)])
    if (source.length !== times.length) throw new Error(`${file}: ${source.length} frames, ${times.length} times.`)
    const position = (frame: number) => positionAt(times, solveBezier(handles, frame / count))
    for (let frame = 0; frame < count; frame++) {
      const here = position(frame)
      const speed = (position(Math.min(count, frame + 1)) - position(Math.max(0, frame - 1))) / (frame > 0 ? 2 : 1)
      const seen = shown[clip * count + frame] as Float32Array
      const from = (offset: number) =>
        wanted(source, here + offset, speed)
          .map((picture) => ({ picture, off: difference(picture, seen) }))
          .sort((a, b) => a.off - b.off)[0] as { picture: Float32Array; off: number }
      const truth = from(0)
      const [shift] = [from(-1), from(1)].sort((a, b) => a.off - b.off) as [typeof truth]
      errors.push({
        clip,
        frame,
        error: truth.off,
        shifted: shift.off,
        movement: difference(truth.picture, shift.picture),
      })
    }
  }
  return errors
}

/** What may be seen at a place among the source frames: 3.25 is a quarter of the way from frame 3 to frame 4. */
function wanted(source: Float32Array[], place: number, speed: number): Float32Array[] {
  const last = source.length - 1
  const here = Math.min(last, Math.max(0, place))
  const [base, share] = [Math.floor(here), here - Math.floor(here)]
  const [a, b] = [source[base] as Float32Array, source[Math.min(last, base + 1)] as Float32Array]
  const mixed = a.map((value, i) => value * (1 - share) + (b[i] as number) * share)
  const nearest = Math.abs(share - 0.5) < TIE ? [a, b] : [share < 0.5 ? a : b]
  if (speed < SAME_SPEED.least) return [mixed]
  return speed > SAME_SPEED.most ? nearest : [mixed, ...nearest]
}

/** Where the share of a clip's time from its first to its last frame lies among its frames. */
function positionAt(times: readonly number[], share: number): number {
  const [first, last] = [times[0] as number, times.at(-1) as number]
  const time = first + share * (last - first)
  const next = times.findIndex((each) => each > time)
  if (next <= 0) return next === 0 ? 0 : times.length - 1
  const [before, after] = [times[next - 1] as number, times[next] as number]
  return next - 1 + (time - before) / (after - before)
}

/** y of a CSS cubic-bezier at x: the parameter is halved in until x is met to 1e-15. */
function solveBezier([x1, y1, x2, y2]: Handles, x: number): number {
  const at = (t: number, a: number, b: number) => 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t ** 2 * b + t ** 3
  let [low, high] = [0, 1]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (at(middle, x1, x2) < x) low = middle
    else high = middle
  }
  return Math.min(1, Math.max(0, at(high, y1, y2)))
}

/** The mean difference between two pictures. */
function difference(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum / a.length
}

/** Every frame of a file, grey and small. */
async function decodeGrey(file: string): Promise<Float32Array[]> {
  const filter = `scale=${WIDTH}:${HEIGHT}:flags=area+accurate_rnd,format=gray`
  const args = ['-v', 'error', '-i', file, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1']
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 2 ** 28 })
  return Array.from({ length: stdout.length / FRAME_BYTES }, (_, i) =>
    Float32Array.from(stdout.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES)),
  )
}

/** When each decoded frame is shown, s. */
async function readTimes(file: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=best_effort_timestamp_time']
  const { stdout } = await run('ffprobe', [...args, '-of', 'csv=p=0', file])
  // Side data of a frame makes an empty line.
  return stdout.split('\n').map(Number.parseFloat).filter(Number.isFinite)
}
