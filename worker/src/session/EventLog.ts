import {
  Folding,
  type LoggedEvent,
  reduce,
  reduceAll,
  type SessionEvent,
  type SessionView,
} from '@fashion-shoot/protocol'

/** An event as it is stored: `data` is its JSON. */
export type StoredEvent = { seq: number; type: SessionEvent['type']; data: string }

const INSERT = 'INSERT INTO events (seq, type, data) VALUES (?, ?, ?)'
const FOLD = `UPDATE events SET folded_by = ?
  WHERE seq BETWEEN ? AND ? AND folded_by IS NULL AND type IN (SELECT value FROM json_each(?))`
const READ = `SELECT seq, type, data FROM events
  WHERE seq > ? AND (folded_by IS NULL OR folded_by > ?) ORDER BY seq LIMIT ?`

/** So many of the newest events are at hand without the table, for listeners who are up to date. */
const RECENT = 100

/**
 * The session's numbered log, and the view that it reduces to. An event is stored before anyone sees it. What a later event says
 * anew is folded: whoever comes after that is not sent it. Who was there still gets it all; it is removed when the next turn begins.
 */
export class EventLog {
  readonly #storage: DurableObjectStorage
  readonly #listening = new Set<() => void>()
  #folding = new Folding()
  #recent: StoredEvent[] = []
  #view: SessionView
  /** How many transactions are open, one within the other. */
  #depth = 0
  #isClosed = false

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#view = this.#read()
  }

  get view(): SessionView {
    return this.#view
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Calls back whenever the log grows, and when it is closed. Returns how to stop that. */
  listen(hear: () => void): () => void {
    this.#listening.add(hear)
    return () => this.#listening.delete(hear)
  }

  /** Resolves when the log grows or is closed, or after `ms`. */
  async grows(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    const leave = this.listen(resolve)
    try {
      await promise
    } finally {
      leave()
      clearTimeout(timer)
    }
  }

  /** Stores an event and returns its number. Where it goes with other writes, all of them belong in one `transaction`. */
  append(event: SessionEvent): number {
    const { sql } = this.#storage
    const seq = this.#view.lastSeq + 1
    const { type } = event
    const data = JSON.stringify(event)
    if (type === 'session_init') sql.exec('DELETE FROM events WHERE folded_by IS NOT NULL')
    sql.exec(INSERT, seq, type, data)
    // Only once the table has it: listeners must not hear of an event that does not fit there.
    this.#view = reduce(this.#view, { seq, event })
    this.#recent.push({ seq, type, data })
    if (this.#recent.length >= 2 * RECENT) this.#recent = this.#recent.slice(-RECENT)
    const folded = this.#folding.next({ seq, event })
    if (folded !== null) sql.exec(FOLD, seq, folded.from, folded.to, JSON.stringify(folded.types))
    if (this.#depth === 0) this.#tell()
    return seq
  }

  /**
   * Does all that `work` does to the storage and the log, or nothing of it when that throws. Listeners hear of it when all is done.
   */
  transaction<Result>(work: () => Result): Result {
    const { lastSeq } = this.#view
    this.#depth += 1
    try {
      return this.#storage.transactionSync(work)
    } catch (error) {
      if (this.#view.lastSeq !== lastSeq) this.#view = this.#read()
      throw error
    } finally {
      this.#depth -= 1
      if (this.#depth === 0 && this.#view.lastSeq !== lastSeq) this.#tell()
    }
  }

  /** Up to `limit` events after number `after`, in order, for a listener who has been there since number `since`. */
  after(after: number, since: number, limit: number): StoredEvent[] {
    if (this.#isClosed) return []
    const next = after + 1 - (this.#recent[0]?.seq ?? Number.POSITIVE_INFINITY)
    // Who was there when these came gets all of them.
    if (after >= since && next >= 0) return this.#recent.slice(next, next + limit)
    return this.#storage.sql.exec<StoredEvent>(READ, after, since, limit).toArray()
  }

  /** Sends all listeners away: the log is about to be deleted. */
  close(): void {
    this.#isClosed = true
    this.#tell()
  }

  /** The view that the table makes; what else is held of it in memory begins anew. */
  #read(): SessionView {
    this.#folding = new Folding()
    this.#recent = []
    return reduceAll(this.#stored())
  }

  *#stored(): Generator<LoggedEvent> {
    for (const { seq, data } of this.#storage.sql.exec<StoredEvent>(READ, 0, Number.MAX_SAFE_INTEGER, -1)) {
      const entry: LoggedEvent = { seq, event: JSON.parse(data) }
      this.#folding.next(entry)
      yield entry
    }
  }

  #tell(): void {
    for (const hear of this.#listening) hear()
  }
}
