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
    // One for each write: what waits for a promise is held as long as that is.
    this.#stalled = Promise.withResolvers()
    this.#timer.begin()
    try {
      await Promise.race([this.#writer.write(this.#encoder.encode(text)), this.#stalled.promise])
    } finally {
      this.#timer.rest()
    }
  }

  async close(): Promise<void> {
    this.#timer.stop()
    await this.#writer.close()
  }

  async abort(error: unknown): Promise<void> {
    this.#timer.stop()
    await this.#writer.abort(error)
  }
}
