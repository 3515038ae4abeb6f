/** More than a shoot ever hears at a time. */
const MOST = 200

/**
 * What was heard of late, so that it is not heard twice. It is in memory, and may be lost: whatever is heard has somebody look, and to look
 * twice does no harm.
 */
export class Heard {
  readonly #ms: number
  readonly #now: () => number
  /** ms since the epoch up to which each is kept, oldest first. */
  readonly #until = new Map<string, number>()

  /** @param ms for which each is kept */
  constructor(ms: number, now: () => number) {
    this.#ms = ms
    this.#now = now
  }

  has(what: string): boolean {
    return (this.#until.get(what) ?? 0) > this.#now()
  }

  add(what: string): void {
    const now = this.#now()
    for (const [old, until] of this.#until) {
      if (until > now && this.#until.size < MOST) break
      this.#until.delete(old)
    }
    this.#until.set(what, now + this.#ms)
  }
}
