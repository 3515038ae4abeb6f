import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isLastLine, type JournalLine, type RunnerLine } from '@fashion-shoot/protocol'

const NEWLINE = 0x0a
const READ_BYTES = 64 * 1024

/**
 * The lines of one attempt at a turn in a file, numbered from 1. A line is in the file before anybody can read it, and readers read the file, so
 * a reader that comes back sees exactly what an earlier one saw.
 */
export class TurnJournal {
  readonly #file: string
  #descriptor: number | null
  #count = 0
  #bytes = 0
  #waiting = new Set<() => void>()

  private constructor(file: string, descriptor: number | null) {
    this.#file = file
    this.#descriptor = descriptor
  }

  static create(file: string): TurnJournal {
    mkdirSync(dirname(file), { recursive: true })
    return new TurnJournal(file, openSync(file, 'ax'))
  }

  /**
   * The journal that an earlier host left, or null. An attempt that was running then has lost its runner: `ending` closes it, after
   * what was half written is cut off.
   */
  static reopen(file: string, ending: readonly RunnerLine[]): TurnJournal | null {
    if (!existsSync(file)) return null
    const written = readFileSync(file)
    const whole = written.subarray(0, written.lastIndexOf(NEWLINE) + 1)
    const journal = new TurnJournal(file, null)
    journal.#bytes = whole.length
    journal.#count = whole.reduce((count, byte) => (byte === NEWLINE ? count + 1 : count), 0)
    const last = whole.toString('utf8').trimEnd().split('\n').at(-1)
    if (last && isLastLine(JSON.parse(last).line)) return journal
    truncateSync(file, whole.length)
    journal.#descriptor = openSync(file, 'a')
    for (const line of ending) journal.append(line)
    return journal
  }

  /** True after the last line: nothing more will come. */
  get over(): boolean {
    return this.#descriptor === null
  }

  /** Writes a line. After the last one, which closes the journal, lines are left out: it is over for everybody who read it. */
  append(line: RunnerLine): void {
    if (this.#descriptor === null) return
    const numbered: JournalLine = { n: this.#count + 1, line }
    const bytes = Buffer.from(`${JSON.stringify(numbered)}\n`)
    // Synchronous: the line must be there before it is announced, and a local file takes microseconds.
    writeSync(this.#descriptor, bytes)
    this.#count += 1
    this.#bytes += bytes.length
    if (isLastLine(line)) {
      closeSync(this.#descriptor)
      this.#descriptor = null
    }
    for (const wake of this.#waiting) wake()
  }

  /** The lines from number `after` + 1 on as NDJSON bytes, live until the last one or until `signal` fires. */
  async *read(after: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const handle = await open(this.#file)
    let toSkip = after
    let position = 0
    try {
      while (!signal.aborted) {
        if (position < this.#bytes) {
          const { bytesRead, buffer } = await handle.read(
            Buffer.allocUnsafe(Math.min(READ_BYTES, this.#bytes - position)),
            { position },
          )
          position += bytesRead
          const read = buffer.subarray(0, bytesRead)
          const start = skipLines(read, toSkip)
          toSkip -= start.skipped
          if (start.at < read.length) yield read.subarray(start.at)
        } else if (this.over) return
        else await this.#growth(signal)
      }
    } finally {
      await handle.close()
    }
  }

  /** Resolves at the next line, or when the reader is gone. */
  #growth(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}

/** Where the first byte after `lines` newlines is, and how many newlines came before it. */
function skipLines(bytes: Uint8Array, lines: number): { at: number; skipped: number } {
  let at = 0
  let skipped = 0
  while (skipped < lines) {
    const newline = bytes.indexOf(NEWLINE, at)
    if (newline === -1) return { at: bytes.length, skipped }
    at = newline + 1
    skipped += 1
  }
  return { at, skipped }
}
