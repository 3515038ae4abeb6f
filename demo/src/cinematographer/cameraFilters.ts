import type { Move } from './chooseMove.ts'

interface Shot {
  readonly move: Move
  readonly frames: number
  readonly fps: number
  /** Size in px that leaves; what comes in has a margin of equal width on opposite sides. */
  readonly width: number
  readonly height: number
  /** Whether input 0 carries a second picture to end on. */
  readonly hasTail: boolean
}

/**
 * Writes the FFmpeg filter graph that turns the one or two pictures of input 0 into the moving shot `[moved]`.
 *
 * One camera path s(t) from 0 to 1 carries both pictures: the first stands still at s = 0 and the tail at s = 1, so both move alike
 * while the one is uncovered over the other, and the shot begins and ends exactly on them.
 */
export function cameraFilters({ move, frames, fps, width, height, hasTail }: Shot): string {
  const still = (count: number) => `loop=-1:1,trim=end_frame=${count},setpts=N`
  const view = (from: number, origin: number, gain: number) =>
    `perspective=sense=source:eval=frame:${corners(move, pathAt(from, frames), origin, gain, width, height)},crop=${width}:${height}`
  const prepare = `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,settb=1/${fps}`
  // With no tail to cover it, the margin stays in view: step back less.
  if (!hasTail) return `[0:v]${prepare},${still(frames)},${view(0, 0, move.zoom < 0 ? 0.25 : 0.5)}[moved]`

  const overlap = Math.round(Math.min(0.34 * frames, 2 * fps))
  const tailStart = Math.round((frames - overlap) / 2)
  return [
    `[0:v]${prepare},split[pictures0][pictures1]`,
    `[pictures0]trim=end_frame=1,${still(tailStart + overlap)},${view(0, 0, 1)}[leaving]`,
    `[pictures1]trim=start_frame=1,${still(frames - tailStart)},${view(tailStart, 1, 1)}[arriving]`,
    `[leaving][arriving]xfade=transition=${move.uncover}:duration=${overlap / fps}:offset=${tailStart / fps}[moved]`,
  ].join(';')
}

/**
 * Progress along the camera path at the filter's current frame: slow at both ends, fast in the middle, never at rest
 * (speed 1 − 0.75 cos 2πt), so that no frame repeats its neighbour.
 */
function pathAt(from: number, frames: number): string {
  const t = `((on+${from - 1})/${frames - 1})`
  return `(${t}-0.75*sin(2*PI*${t})/(2*PI))`
}

/** The four corners in the source that fill the filter's output, for a camera whose travel is `gain * (path - origin)`. */
function corners(move: Move, path: string, origin: number, gain: number, width: number, height: number): string {
  const travel = `(${path}-${origin})*${gain}`
  // A view that slides or turns moves in by what it would otherwise see past the edge.
  const coverage = 2 * Math.max(Math.abs(move.slideX), Math.abs(move.slideY)) + Math.abs(move.turn) / 2
  const reach = `exp(${-move.zoom}*${travel})/(2+${2 * coverage}*abs(${travel}))`
  const middleX = `(W/2-${move.slideX * width}*${travel})`
  const middleY = `(H/2-${move.slideY * height}*${travel})`
  const left = `${middleX}-W*${reach}`
  const right = `${middleX}+W*${reach}`
  const leftReach = `H*${reach}*(1-${move.turn / 2}*${travel})`
  const rightReach = `H*${reach}*(1+${move.turn / 2}*${travel})`
  const points = [
    [left, `${middleY}-${leftReach}`],
    [right, `${middleY}-${rightReach}`],
    [left, `${middleY}+${leftReach}`],
    [right, `${middleY}+${rightReach}`],
  ]
  return points.map(([x, y], index) => `x${index}='${x}':y${index}='${y}'`).join(':')
}
