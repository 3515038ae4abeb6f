import type { Plane } from './Plane.ts'
import type { Cues } from './readCues.ts'

/** Colour counts for more than brightness, which a shadow changes too. */
const COLOUR_WEIGHT = 2
/** Share of the shorter side that is taken for backdrop at the edges. */
const BORDER_SHARE = 0.05
/** Variance below which a plain backdrop's grain counts for nothing, of brightness and of each colour difference. */
const LEAST_VARIANCE = [60, 15, 15] as const
/** Standard deviations beyond which a colour is certainly not the backdrop's. */
const CERTAIN = 6

/**
 * How much every pixel stands out from the backdrop, 0 to 1. The backdrop is what reaches the left, the right and the upper edge; people
 * are cut by the lower one. Two measures have an equal share: how unlike the colours at two of those edges a pixel is, and the barrier
 * that lies on the easiest way from it to an edge (Zhang et al., Minimum Barrier Salient Object Detection at 80 FPS, ICCV 2015).
 */
export function standOut({ luma, red, blue }: Cues): Plane {
  const channels = [luma, red, blue]
  const unlike = unlikeEdges(channels)
  const barrier = barriers(channels)
  const values = unlike.map((value, i) => (value + (barrier[i] as number)) / 2)
  return { ...luma, values }
}

function unlikeEdges(channels: Plane[]): Float32Array {
  const [{ width, height }] = channels as [Plane]
  const thickness = Math.max(2, Math.round(Math.min(width, height) * BORDER_SHARE))
  const left = distanceFrom(channels, 0, 0, thickness, height)
  const right = distanceFrom(channels, width - thickness, 0, width, height)
  const top = distanceFrom(channels, 0, 0, width, thickness)
  const unlike = new Float32Array(width * height)
  for (let i = 0; i < unlike.length; i++) {
    const [a, b, c] = [left[i] as number, right[i] as number, top[i] as number]
    // The subject may touch one edge: the one that a pixel is least like does not count.
    unlike[i] = (a + b + c - Math.max(a, b, c)) / 2
  }
  return unlike
}

/** Mahalanobis distance from the colours in a rectangle, 1 where it is {@link CERTAIN} or more. */
function distanceFrom(channels: Plane[], left: number, top: number, right: number, bottom: number): Float32Array {
  const [a, b, c] = channels.map((channel) => offMean(channel, left, top, right, bottom)) as [Off, Off, Off]
  // The lower triangle L of the covariance's Cholesky factors: the distance is the length of L⁻¹ · difference.
  const l00 = Math.sqrt(covariance(a, a) + LEAST_VARIANCE[0])
  const l10 = covariance(b, a) / l00
  const l11 = Math.sqrt(covariance(b, b) + LEAST_VARIANCE[1] - l10 * l10)
  const l20 = covariance(c, a) / l00
  const l21 = (covariance(c, b) - l20 * l10) / l11
  const l22 = Math.sqrt(covariance(c, c) + LEAST_VARIANCE[2] - l20 * l20 - l21 * l21)
  const distances = new Float32Array(a.all.length)
  for (let i = 0; i < distances.length; i++) {
    const u = (a.all[i] as number) / l00
    const v = ((b.all[i] as number) - l10 * u) / l11
    const w = ((c.all[i] as number) - l20 * u - l21 * v) / l22
    distances[i] = Math.min(1, Math.sqrt(u * u + v * v + w * w) / CERTAIN)
  }
  return distances
}

/** How far each value of a channel is from the mean in a rectangle. */
interface Off {
  all: Float64Array
  /** Those in the rectangle, row by row. */
  inside: Float64Array
}

function offMean({ values, width }: Plane, left: number, top: number, right: number, bottom: number): Off {
  const inside = new Float64Array((right - left) * (bottom - top))
  let sum = 0
  for (let y = top, at = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, at++) sum += inside[at] = values[y * width + x] as number
  }
  const mean = sum / inside.length
  const all = new Float64Array(values.length)
  for (let i = 0; i < all.length; i++) all[i] = (values[i] as number) - mean
  for (let i = 0; i < inside.length; i++) inside[i] = (inside[i] as number) - mean
  return { all, inside }
}

function covariance({ inside: one }: Off, { inside: other }: Off): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number)
  return sum / one.length
}

function barriers(channels: Plane[]): Float32Array {
  const [{ values }] = channels as [Plane]
  const sum = new Float32Array(values.length)
  for (const [index, channel] of channels.entries()) {
    const barrier = barrierToEdges(channel)
    for (let i = 0; i < sum.length; i++)
      sum[i] = (sum[i] as number) + (barrier[i] as number) * (index ? COLOUR_WEIGHT : 1)
  }
  const high = sum.slice().sort()[Math.floor(sum.length * 0.97)] ?? 0
  const whole = Math.max(20, high)
  return sum.map((value) => Math.min(1, value / whole))
}

/** For every pixel the least that a path from an edge to it spans between its lowest and its highest value: two sweeps there and back. */
function barrierToEdges({ values, width, height }: Plane): Float32Array {
  const barrier = new Float32Array(values.length).fill(Number.POSITIVE_INFINITY)
  const highest = values.slice()
  const lowest = values.slice()
  for (let x = 0; x < width; x++) barrier[x] = 0
  for (let y = 0; y < height; y++) barrier[y * width] = barrier[y * width + width - 1] = 0
  const relax = (to: number, from: number) => {
    const value = values[to] as number
    const high = Math.max(highest[from] as number, value)
    const low = Math.min(lowest[from] as number, value)
    if (high - low >= (barrier[to] as number)) return
    barrier[to] = high - low
    highest[to] = high
    lowest[to] = low
  }
  for (let round = 0; round < 2; round++) {
    for (let y = 1; y < height; y++) {
      for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
        relax(i, i - width)
        relax(i, i - 1)
      }
    }
    for (let y = height - 2; y >= 0; y--) {
      for (let i = (y + 1) * width - 2; i > y * width; i--) {
        relax(i, i + width)
        relax(i, i + 1)
      }
    }
  }
  return barrier
}
