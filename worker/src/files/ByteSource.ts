import { SourceError } from './SourceError.ts'

/** A body read piece by piece, whose first bytes can be looked at before the rest. All that it throws is a SourceError. */
export class ByteSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #limit: number
  #ahead: Uint8Array<ArrayBufferLike> = new Uint8Array()
  #read = 0

  /** `limit` in bytes; a longer body is refused as soon as it is. */
  constructor(body: ReadableStream<Uint8Array>, limit: number) {
    this.#reader = body.getReader()
    this.#limit = limit
  }

  /** The first `length` bytes, or all where there are fewer. They come again when the body is read. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#ahead.length < length) {
      const more = await this.#pull()
      if (more === null) break
      this.#ahead = joined([this.#ahead, more])
    }
    return this.#ahead.subarray(0, length)
  }

  /** The next piece as it comes; null at the end. */
  async next(): Promise<Uint8Array | null> {
    if (this.#ahead.length === 0) return await this.#pull()
    const piece = this.#ahead
    this.#ahead = new Uint8Array()
    return piece
  }

  /** Exactly `length` bytes, or fewer at the end. */
  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array[] = []
    let missing = length
    while (missing > 0) {
      const piece = await this.next()
      if (piece === null) break
      this.#ahead = piece.subarray(missing)
      pieces.push(piece.subarray(0, missing))
      missing -= Math.min(missing, piece.length)
    }
    return joined(pieces)
  }

  /** Leaves the rest unread. */
  async close(): Promise<void> {
    await this.#reader.cancel().catch(() => {
      // It has broken off already.
    })
  }

  async #pull(): Promise<Uint8Array | null> {
    const { value } = await this.#reader.read().catch((cause: unknown) => {
      throw new SourceError('cut', `The body broke off after ${this.#read} bytes.`, { cause })
    })
    if (value === undefined) return null
    this.#read += value.length
    if (this.#read > this.#limit) throw new SourceError('too_large', `The body has more than ${this.#limit} bytes.`)
    return value
  }
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
