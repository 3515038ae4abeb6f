/** Longest line that is kept, bytes. The longest real one is a director's message of a few kilobytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024

const NEWLINE = 0x0a

/**
 * Cuts a stream of bytes into lines of text at newlines only: JSON may hold U+2028 and carriage returns raw, and a chunk may end
 * inside a character. A line over 4 MiB is skipped whole; `onTooLong` hears of it once.
 */
export class LineSplitter {
  readonly #onLine: (line: string) => void
  readonly #onTooLong: () => void
  #parts: Uint8Array[] = []
  #bytes = 0
  #skipping = false

  constructor(onLine: (line: string) => void, onTooLong: () => void) {
    this.#onLine = onLine
    this.#onTooLong = onTooLong
  }

  push(chunk: Uint8Array): void {
    let start = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, start)) {
      this.#keep(chunk.subarray(start, at))
      this.#flush()
      start = at + 1
    }
    this.#keep(chunk.subarray(start))
  }

  /** The stream is over: what came after the last newline is a line too. */
  end(): void {
    if (this.#bytes > 0 || this.#skipping) this.#flush()
  }

  #keep(part: Uint8Array): void {
    if (this.#skipping || part.length === 0) return
    this.#bytes += part.length
    if (this.#bytes <= MAX_LINE_BYTES) {
      this.#parts.push(part)
      return
    }
    this.#skipping = true
    this.#parts = []
    this.#onTooLong()
  }

  #flush(): void {
    const line = this.#skipping ? null : Buffer.concat(this.#parts).toString('utf8')
    this.#parts = []
    this.#bytes = 0
    this.#skipping = false
    if (line !== null) this.#onLine(line)
  }
}
