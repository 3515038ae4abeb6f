/**
 * A value that may be told for a while before it is looked up again. It is kept once it is there: a request must not wait for
 * what another one has begun.
 */
export class Kept<Value> {
  readonly #ms: number
  readonly #now: () => number
  readonly #isWorthKeeping: (value: Value) => boolean
  #kept: { value: Value; until: number } | null = null

  constructor(ms: number, now: () => number, isWorthKeeping: (value: Value) => boolean) {
    this.#ms = ms
    this.#now = now
    this.#isWorthKeeping = isWorthKeeping
  }

  /** The value that is kept, or else what `load` brings. What throws is not kept. */
  async get(load: () => Promise<Value>): Promise<Value> {
    if (this.#kept !== null && this.#now() < this.#kept.until) return this.#kept.value
    const value = await load()
    this.#kept = this.#isWorthKeeping(value) ? { value, until: this.#now() + this.#ms } : null
    return value
  }
}
