/**
 * Longest line that is kept, in UTF-16 units of at most three bytes: so the event that it makes fits into a row of a Session
 * object's table, which takes 2 MB. The longest real one is a director's message of a few thousand.
 */
export const LONGEST_LINE = 512 * 1024

/**
 * Cuts a stream of UTF-8 bytes into lines of text at newlines only: JSON may hold U+2028 and carriage returns raw, and a chunk may
 * end inside a character. Empty lines are left out. So is, whole, one that is too long, of which `onTooLong` hears once.
 */
export class LineSplitter {
  readonly #onTooLong: () => void
  // What looks like a byte order mark is a character like any other.
  readonly #decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  #rest = ''
  #isSkipping = false

  constructor(onTooLong: () => void) {
    this.#onTooLong = onTooLong
  }

  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(chunk, { stream: true }))
  }

  /** The stream is over: what came after the last newline is a line too. */
  end(): string[] {
    return this.#split(`${this.#decoder.decode()}\n`)
  }

  #split(text: string): string[] {
    const parts = text.split('\n')
    const rest = parts.pop() ?? ''
    const lines = parts.map((part) => this.#take(part)).filter((line) => line !== '')
    this.#keep(rest)
    return lines
  }

  #take(lastPart: string): string {
    this.#keep(lastPart)
    const line = this.#rest
    this.#rest = ''
    this.#isSkipping = false
    return line
  }

  #keep(part: string): void {
    if (this.#isSkipping) return
    this.#rest += part
    if (this.#rest.length <= LONGEST_LINE) return
    this.#rest = ''
    this.#isSkipping = true
    this.#onTooLong()
  }
}
