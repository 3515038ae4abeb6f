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
      return [0, 1, 2].map((channel) =>
        [0, 1, 2].reduce((sum, k) => sum + (weights[w + k] ?? 0) * (medians[line * 9 + k * 3 + channel] ?? 0), 0),
      )
    },
    count(line, like, step) {
      learn(like)
      counts.fill(0)
      const m = like * 9
      const stride = 3 * step
      for (let at = (line * samples + from) * 3, w = 0; w < count * 3; at += stride, w += stride) {
        const a = weights[w] as number
        const b = weights[w + 1] as number
        const c = weights[w + 2] as number
        const bin = stepsApart(
          (data[at] as number) - colour(medians, m, a, b, c),
          (data[at + 1] as number) - colour(medians, m + 1, a, b, c),
          (data[at + 2] as number) - colour(medians, m + 2, a, b, c),
        )
        const rounded = bin > 255 ? 255 : (bin + 0.5) | 0
        counts[rounded] = (counts[rounded] as number) + 1
      }
      return counts
    },
  }
}

function colour(medians: Uint8Array, at: number, a: number, b: number, c: number): number {
  return a * (medians[at] as number) + b * (medians[at + 3] as number) + c * (medians[at + 6] as number)
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

/** For each sample the three weights with which the thirds' colours make its own (Lagrange's form, nodes at 1/6, 3/6, 5/6). */
function parabolas(count: number): Float32Array {
  const weights = new Float32Array(count * 3)
  for (let s = 0; s < count; s++) {
    const u = ((s + 0.5) / count - 0.5) * 3
    weights[s * 3] = (u * (u - 1)) / 2
    weights[s * 3 + 1] = 1 - u * u
    weights[s * 3 + 2] = (u * (u + 1)) / 2
  }
  return weights
}
