import type { LineMap } from './lineMaps.ts'
import { stepsApart } from './stepsApart.ts'

/** Knows the own colours of a map's lines, and how far samples are from them. */
export interface DeviationCounter {
  /** How many brightness steps the own colours of two lines are apart where they differ most. */
  apart(line: number, other: number): number
  /** A line's own colour, as three channels, at a sample, counted from the first; beyond the ends, that at the end. */
  colourAt(line: number, sample: number): readonly number[]
  /**
   * How many samples of `line`, every `step`-th of them, are 0, 1, … 255 brightness steps from the colour of the line `like`. The
   * list is the same at every call.
   */
  count(line: number, like: number, step: number): Uint16Array
}

/** Samples of a third of a line that its colour is the median of. */
const MEDIAN_OF = 15

/** For the samples from `from` up to `to` of a map. */
export function deviationCounter({ lines, samples, data }: LineMap, from: number, to: number): DeviationCounter {
  const count = to - from
  const known = new Uint8Array(lines)
  const medians = new Uint8Array(lines * 9)
  const weights = parabolas(count)
  const counts = new Uint16Array(256)
  const learn = (line: number) => {
    if (known[line] === 1) return
    fitThirds(data, (line * samples + from) * 3, count, medians, line * 9)
    known[line] = 1
  }
  return {
    apart(line, other) {
      learn(line)
      learn(other)
      const step = (k: number) => (medians[line * 9 + k] as number) - (medians[other * 9 + k] as number)
      return Math.max(
        stepsApart(step(0), step(1), step(2)),
        stepsApart(step(3), step(4), step(5)),
        stepsApart(step(6), step(7), step(8)),
      )
    },
    colourAt(line, sample) {
      learn(line)
      const w = Math.max(0, Math.min(count - 1, sample)) * 3
      return [0, 1, 2].map(
        (channel) =>
          [0, 1, 2].reduce((sum, k) => sum + (weights[w + k] ?? 0) * (medians[line * 9 + k * 3 + channel] ?? 0), 0) /
          ONE,
      )
    },
    count(line, like, step) {
      learn(like)
      counts.fill(0)
      countSteps(data, (line * samples + from) * 3, count, step * 3, medians, like * 9, weights, counts)
      return counts
    },
  }
}

/** The one loop that takes time: everything is in it and whole numbers, so that it is quick before it is compiled, too. */
function countSteps(
  data: Uint8Array,
  start: number,
  count: number,
  stride: number,
  medians: Uint8Array,
  m: number,
  weights: Int16Array,
  counts: Uint16Array,
): void {
  const r0 = medians[m] as number
  const g0 = medians[m + 1] as number
  const b0 = medians[m + 2] as number
  const r1 = medians[m + 3] as number
  const g1 = medians[m + 4] as number
  const b1 = medians[m + 5] as number
  const r2 = medians[m + 6] as number
  const g2 = medians[m + 7] as number
  const b2 = medians[m + 8] as number
  const end = start + count * 3
  for (let at = start, w = 0; at < end; at += stride, w += stride) {
    const a = weights[w] as number
    const b = weights[w + 1] as number
    const c = weights[w + 2] as number
    const steps = stepsApart(
      (data[at] as number) - ((a * r0 + b * r1 + c * r2) >> WEIGHT_BITS),
      (data[at + 1] as number) - ((a * g0 + b * g1 + c * g2) >> WEIGHT_BITS),
      (data[at + 2] as number) - ((a * b0 + b * b1 + c * b2) >> WEIGHT_BITS),
    )
    counts[steps] = (counts[steps] as number) + 1
  }
}

const sorted = new Uint8Array(MEDIAN_OF)

/** Writes the medians of the three channels in the three thirds of a line. */
function fitThirds(data: Uint8Array, start: number, count: number, out: Uint8Array, at: number): void {
  for (let third = 0; third < 3; third++) {
    const first = Math.floor((third * count) / 3)
    const last = Math.floor(((third + 1) * count) / 3)
    const step = Math.max(1, Math.floor((last - first) / MEDIAN_OF))
    const taken = Math.min(MEDIAN_OF, Math.max(1, Math.floor((last - first) / step)))
    for (let channel = 0; channel < 3; channel++) {
      for (let k = 0, i = start + first * 3 + channel; k < taken; k++, i += step * 3) insert(k, data[i] as number)
      out[at + third * 3 + channel] = sorted[taken >> 1] as number
    }
  }
}

/** Insertion into the first `size` values, which are in order. */
function insert(size: number, value: number): void {
  let k = size
  while (k > 0 && (sorted[k - 1] as number) > value) {
    sorted[k] = sorted[k - 1] as number
    k--
  }
  sorted[k] = value
}

/** Weights are whole numbers: so many of them make 1. */
const WEIGHT_BITS = 10
const ONE = 1 << WEIGHT_BITS

/** For each sample the three weights with which the thirds' colours make its own (Lagrange's form, nodes at 1/6, 3/6, 5/6). */
function parabolas(count: number): Int16Array {
  const weights = new Int16Array(count * 3)
  for (let s = 0; s < count; s++) {
    const u = ((s + 0.5) / count - 0.5) * 3
    const [first, last] = [Math.round((ONE * u * (u - 1)) / 2), Math.round((ONE * u * (u + 1)) / 2)]
    weights[s * 3] = first
    weights[s * 3 + 1] = ONE - first - last
    weights[s * 3 + 2] = last
  }
  return weights
}
