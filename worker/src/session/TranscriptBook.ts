import { ProblemError } from '../problem.ts'

/** Below the 2 MB that a row may hold. */
const PART_BYTES = 1_000_000
/** All of it. A conversation of a whole shoot takes about one megabyte, and every picture that the director looks at another. */
const MOST_BYTES = 64 * 1024 * 1024

/** The one row about who writes. `is_left_out`: what it adds has no beginning any more. */
type Writer = { id: string; batch: number; bytes: number; is_left_out: number }

/**
 * What the Agent SDK writes down of the director's conversation, entry by entry, so that it can go on anywhere. One runner at a time
 * writes: whoever has read last. One that was replaced, and does not know it yet, is refused.
 *
 * What would be longer than 64 MiB is forgotten as a whole, and what the same runner adds then is left out: half a conversation can't be
 * resumed. The director goes on with what it has in mind; the next runner begins a new conversation about the same shoot.
 */
export class TranscriptBook {
  readonly #storage: DurableObjectStorage
  readonly #mostBytes: number

  constructor(storage: DurableObjectStorage, mostBytes = MOST_BYTES) {
    this.#storage = storage
    this.#mostBytes = mostBytes
  }

  /** All entries in their order, a line of JSON each. From here on this writer alone may append. */
  open(writer: string): ReadableStream<Uint8Array> {
    const { sql } = this.#storage
    this.#storage.transactionSync(() => {
      const before = this.#writer()
      if (before?.id === writer) return
      sql.exec('DELETE FROM transcript_writer')
      sql.exec('INSERT INTO transcript_writer VALUES (?, 0, ?, 0)', writer, before?.bytes ?? 0)
    })
    const { count } = sql.exec<{ count: number }>('SELECT coalesce(max(entry), 0) AS count FROM transcript').one()
    let entry = 0
    return new ReadableStream({
      // Entry by entry: all of them together need not fit into memory.
      pull: (controller) => {
        entry += 1
        if (entry > count) return controller.close()
        const parts = sql.exec<{ data: ArrayBuffer }>(
          'SELECT data FROM transcript WHERE entry = ? ORDER BY part',
          entry,
        )
        for (const { data } of parts) controller.enqueue(new Uint8Array(data))
        controller.enqueue(NEWLINE)
      },
    })
  }

  /**
   * Adds entries, a line of JSON each. A batch that has arrived before, and an entry whose uuid is there already, change nothing.
   * Throws `transcript_replaced` when another writer has opened the transcript, and `invalid_request` when the batch before this one
   * is missing.
   *
   * @param lines null for more than can be handed over: too long in itself
   */
  append(writer: string, batch: number, lines: string | null): void {
    const { sql } = this.#storage
    this.#storage.transactionSync(() => {
      const known = this.#requireWriter(writer)
      if (batch <= known.batch) return
      if (batch > known.batch + 1)
        throw new ProblemError(
          'invalid_request',
          'The batch before this one is missing.',
          'End: what is here is whole.',
        )
      sql.exec('UPDATE transcript_writer SET batch = ?', batch)
      if (known.is_left_out === 1) return
      const entries = lines?.split('\n').filter((line) => line !== '')
      const bytes = entries?.reduce((sum, entry) => sum + this.#add(entry), known.bytes) ?? Number.POSITIVE_INFINITY
      if (bytes <= this.#mostBytes) {
        sql.exec('UPDATE transcript_writer SET bytes = ?', bytes)
        return
      }
      this.forget(writer)
      sql.exec('UPDATE transcript_writer SET is_left_out = 1')
    })
  }

  /** Forgets the conversation; what is added from here on is another one. */
  forget(writer: string): void {
    this.#requireWriter(writer)
    this.#storage.sql.exec('DELETE FROM transcript')
    this.#storage.sql.exec('UPDATE transcript_writer SET bytes = 0')
  }

  /** Returns the bytes that were added. */
  #add(json: string): number {
    const { sql } = this.#storage
    const uuid = uuidOf(json)
    if (uuid !== null && sql.exec('SELECT 1 FROM transcript WHERE uuid = ?', uuid).toArray().length > 0) return 0
    const { entry } = sql.exec<{ entry: number }>('SELECT coalesce(max(entry), 0) + 1 AS entry FROM transcript').one()
    const bytes = new TextEncoder().encode(json)
    for (let part = 0; part * PART_BYTES < bytes.length; part++) {
      const data = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES)
      sql.exec('INSERT INTO transcript VALUES (?, ?, ?, ?)', entry, part, part === 0 ? uuid : null, data)
    }
    return bytes.length
  }

  #writer(): Writer | undefined {
    return this.#storage.sql.exec<Writer>('SELECT * FROM transcript_writer').toArray()[0]
  }

  #requireWriter(id: string): Writer {
    const writer = this.#writer()
    if (writer?.id !== id) throw new ProblemError('transcript_replaced')
    return writer
  }
}

const NEWLINE = new TextEncoder().encode('\n')

/** The SDK names most entries; the rest are notes, of which the last counts. */
function uuidOf(json: string): string | null {
  const entry: unknown = JSON.parse(json)
  return typeof entry === 'object' && entry !== null && 'uuid' in entry && typeof entry.uuid === 'string'
    ? entry.uuid
    : null
}
