import { data, lines, stride } from './map'

/** Samples of a third of a line that its colour is the median of. */
const MEDIAN_OF: i32 = 15
/** Weights are whole numbers: so many of them make 1. */
export const WEIGHT_BITS: i32 = 10
export const ONE: i32 = 1 << WEIGHT_BITS
/** Bytes of the three thirds' medians. */
const MEDIANS: i32 = 9

/**
 * The own colours of lines between two samples: the parabola through the medians of a line's thirds, which are looked up when they
 * are first asked for.
 */
export class OwnColours {
  /** Where the first line's first sample is. */
  first: usize
  count: i32
  /** Three 16-bit numbers a sample: with them the thirds' medians make its colour. */
  weights: usize
  private known: usize
  private medians: usize
  private sorted: usize

  constructor(from: i32, to: i32) {
    this.first = data + from * 3
    this.count = to - from
    this.weights = heap.alloc(this.count * 6)
    this.known = heap.alloc(lines)
    memory.fill(this.known, 0, lines)
    this.medians = heap.alloc(lines * MEDIANS)
    this.sorted = heap.alloc(MEDIAN_OF)
    this.weigh()
  }

  /** Where the medians of a line are: three channels of the first third, of the second, of the last. */
  of(line: i32): usize {
    const medians = this.medians + line * MEDIANS
    if (load<u8>(this.known + line) === 0) {
      this.learn(this.first + line * stride, medians)
      store<u8>(this.known + line, 1)
    }
    return medians
  }

  private learn(start: usize, medians: usize): void {
    for (let third = 0; third < 3; third++) {
      const from = (third * this.count) / 3
      const to = ((third + 1) * this.count) / 3
      const step = max(1, (to - from) / MEDIAN_OF)
      const taken = min(MEDIAN_OF, max(1, (to - from) / step))
      for (let channel = 0; channel < 3; channel++) {
        for (let k = 0, at = start + from * 3 + channel; k < taken; k++, at += step * 3) this.insert(k, load<u8>(at))
        store<u8>(medians + third * 3 + channel, load<u8>(this.sorted + (taken >> 1)))
      }
    }
  }

  /** Insertion into the first `size` values, which are in order. */
  private insert(size: i32, value: u8): void {
    let at = this.sorted + size
    while (at > this.sorted && load<u8>(at - 1) > value) {
      store<u8>(at, load<u8>(at - 1))
      at--
    }
    store<u8>(at, value)
  }

  /** Lagrange's form, nodes at 1/6, 3/6, 5/6. */
  private weigh(): void {
    for (let s = 0; s < this.count; s++) {
      const u = (((s as f64) + 0.5) / (this.count as f64) - 0.5) * 3
      const before = Math.round(((ONE as f64) * u * (u - 1)) / 2) as i32
      const after = Math.round(((ONE as f64) * u * (u + 1)) / 2) as i32
      const at = this.weights + s * 6
      store<i16>(at, before as i16)
      store<i16>(at + 2, (ONE - before - after) as i16)
      store<i16>(at + 4, after as i16)
    }
  }
}
