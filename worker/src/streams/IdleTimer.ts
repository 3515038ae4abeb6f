/**
 * Tells when something that was begun has not ended for `ms`. Many beginnings and ends cost one timer: it runs on, and looks at the
 * clock when it fires.
 */
export class IdleTimer {
  readonly #ms: number
  readonly #late: () => void
  /** When what goes on was begun, ms since 1970; null while nothing goes on. */
  #since: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  /** `late` is called once for each beginning. */
  constructor(ms: number, late: () => void) {
    this.#ms = ms
    this.#late = late
  }

  /** Something begins, and what was begun before has ended. */
  begin(): void {
    this.#since = Date.now()
    this.#timer ??= setTimeout(this.#look, this.#ms)
  }

  /** It has ended. */
  rest(): void {
    this.#since = null
  }

  /** Nothing will begin any more. */
  stop(): void {
    this.rest()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  readonly #look = (): void => {
    this.#timer = null
    if (this.#since === null) return
    const left = this.#since + this.#ms - Date.now()
    if (left > 0) {
      this.#timer = setTimeout(this.#look, left)
      return
    }
    this.rest()
    this.#late()
  }
}
