const SIZE: usize = 512

/** How many samples are 0, 1, … 255 brightness steps from something. */
export class Histogram {
  private counts: usize = heap.alloc(SIZE)

  clear(): void {
    memory.fill(this.counts, 0, SIZE)
  }

  add(steps: i32): void {
    const at = this.counts + (steps << 1)
    store<u16>(at, load<u16>(at) + 1)
  }

  of(steps: i32): i32 {
    return load<u16>(this.counts + (steps << 1))
  }

  /** The step up to which more than `rank` samples lie; 255 where so many are not below it. */
  stepOf(rank: i32): i32 {
    let seen = 0
    for (let steps = 0; steps < 255; steps++) {
      seen += this.of(steps)
      if (seen > rank) return steps
    }
    return 255
  }
}
