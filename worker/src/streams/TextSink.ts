import { IdleTimer } from './IdleTimer.ts'

/** Whoever reads a stream takes nothing any more. */
export class StallError extends Error {
  override readonly name = 'StallError'
}

/** Writes text to a stream as fast as its reader takes it, and no longer than the reader takes anything. */
export class TextSink {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>
  readonly #encoder = new TextEncoder()
  readonly #timer: IdleTimer
  #stalled = Promise.withResolvers<never>()

  /** A reader who takes nothing for `ms` has stalled. */
  constructor(writable: WritableStream<Uint8Array>, ms: number) {
    this.#writer = writable.getWriter()
    this.#timer = new IdleTimer(ms, () => {
      this.#stalled.reject(new StallError(`The reader has taken nothing for ${ms} ms.`))
    })
  }

  /** Resolves when the reader has taken it; rejects with a StallError when that takes too long, and when the reader has left. */
  async write(text: string): Promise<void> {
    await this.#taken(this.#writer.write(this.#encoder.encode(text)))
  }

  /** Resolves when the reader has come to the end; rejects as `write` does. */
  async close(): Promise<void> {
    await this.#taken(this.#writer.close())
    this.#timer.stop()
  }

  async abort(error: unknown): Promise<void> {
    this.#timer.stop()
    await this.#writer.abort(error)
  }

  async #taken(taken: Promise<void>): Promise<void> {
    // One for each: what waits for a promise is held as long as that is.
    this.#stalled = Promise.withResolvers()
    this.#timer.begin()
    try {
      await Promise.race([taken, this.#stalled.promise])
    } finally {
      this.#timer.rest()
    }
  }
}
