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

const INSERT = 'INSERT INTO events (type, data) VALUES (?, ?) RETURNING seq'
const FOLD = `UPDATE events SET folded_by = ?
  WHERE seq BETWEEN ? AND ? AND folded_by IS NULL AND type IN (SELECT value FROM json_each(?))`
const READ = `SELECT seq, type, data FROM events
  WHERE seq > ? AND (folded_by IS NULL OR folded_by > ?) ORDER BY seq LIMIT ?`

/**
 * The session's numbered log, and the view that it reduces to. An event is stored before anyone sees it. What a later event says
 * anew is folded: whoever comes after that is not sent it. Who was there still gets it all; it is removed when the next turn begins.
 */
export class EventLog {
  readonly #storage: DurableObjectStorage
  readonly #folding = new Folding()
  readonly #waiting = new Set<() => void>()
  #view: SessionView
  #isClosed = false

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#view = reduceAll(this.#stored())
  }

  get view(): SessionView {
    return this.#view
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Resolves when the log grows or is closed, or after `ms`; true when it grew. */
  async grows(ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const wake = () => resolve(!this.#isClosed)
    const timer = setTimeout(resolve, ms, false)
    this.#waiting.add(wake)
    try {
      return await promise
    } finally {
      this.#waiting.delete(wake)
      clearTimeout(timer)
    }
  }

  /** Stores an event and returns its number. */
  append(event: SessionEvent): number {
    const { sql } = this.#storage
    const seq = this.#storage.transactionSync(() => {
      if (event.type === 'session_init') sql.exec('DELETE FROM events WHERE folded_by IS NOT NULL')
      const inserted = sql.exec<{ seq: number }>(INSERT, event.type, JSON.stringify(event)).one().seq
      const folded = this.#folding.next({ seq: inserted, event })
      if (folded !== null) sql.exec(FOLD, inserted, folded.from, folded.to, JSON.stringify(folded.types))
      return inserted
    })
    this.#view = reduce(this.#view, { seq, event })
    this.#wake()
    return seq
  }

  /** Up to `limit` events after number `after`, in order, for a listener who has been there since number `since`. */
  after(after: number, since: number, limit: number): StoredEvent[] {
    return this.#isClosed ? [] : this.#storage.sql.exec<StoredEvent>(READ, after, since, limit).toArray()
  }

  /** Sends all listeners away: the log is about to be deleted. */
  close(): void {
    this.#isClosed = true
    this.#wake()
  }

  *#stored(): Generator<LoggedEvent> {
    for (const { seq, data } of this.#storage.sql.exec<StoredEvent>(READ, 0, Number.MAX_SAFE_INTEGER, -1)) {
      const entry: LoggedEvent = { seq, event: JSON.parse(data) }
      this.#folding.next(entry)
      yield entry
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }
}
