/** Splits UTF-8 text into lines at `\n`, wherever the chunks end; empty lines are left out. */
export class LineSplitter {
  readonly #decoder = new TextDecoder()
  #rest = ''

  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): string[] {
    return this.#lines(this.#decoder.decode(chunk, { stream: true }))
  }

  /** A last line without a newline, if there is one. */
  end(): string[] {
    return this.#lines(`${this.#decoder.decode()}\n`)
  }

  #lines(text: string): string[] {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.filter((line) => line !== '')
  }
}
