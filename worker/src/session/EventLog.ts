import { emptyView, type LoggedEvent, reduce, SessionEvent, type SessionView } from '@fashion-shoot/protocol'

type Row = { seq: number; data: string }

/** What was half said in an earlier turn, and never completed, stays. */
const FOLD = `UPDATE events SET folded_by = ? WHERE folded_by IS NULL
  AND type IN ('text_delta', 'message_type_hint') AND seq > (SELECT max(first_seq) FROM turns)`

/**
 * The session's numbered log, and the view that it reduces to. An event is stored before anyone sees it. When a message is
 * complete its deltas are folded: the message says all that they said, so whoever comes later is not sent them. Who was there
 * still gets them all; they are removed when the next turn begins.
 */
export class EventLog {
  readonly #storage: DurableObjectStorage
  #view: SessionView
  #changed = Promise.withResolvers<void>()

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#view = emptyView
    for (const event of this.#read(0, Number.MAX_SAFE_INTEGER, -1)) this.#view = reduce(this.#view, event)
  }

  get view(): SessionView {
    return this.#view
  }

  /** Resolves when the next event is in the log. */
  get changed(): Promise<void> {
    return this.#changed.promise
  }

  /** Stores an event and returns its number. */
  append(event: SessionEvent): number {
    const { sql } = this.#storage
    const seq = this.#storage.transactionSync(() => {
      if (event.type === 'session_init') sql.exec('DELETE FROM events WHERE folded_by IS NOT NULL')
      const insert = 'INSERT INTO events (type, data) VALUES (?, ?) RETURNING seq'
      const inserted = sql.exec<{ seq: number }>(insert, event.type, JSON.stringify(event)).one().seq
      if (event.type === 'assistant_message') sql.exec(FOLD, inserted)
      return inserted
    })
    this.#view = reduce(this.#view, { seq, event })
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers()
    resolve()
    return seq
  }

  /** Up to `limit` events after number `after`, in order, for a listener who has been there since number `since`. */
  after(after: number, since: number, limit: number): LoggedEvent[] {
    return [...this.#read(after, since, limit)]
  }

  *#read(after: number, since: number, limit: number): Generator<LoggedEvent> {
    const select =
      'SELECT seq, data FROM events WHERE seq > ? AND (folded_by IS NULL OR folded_by > ?) ORDER BY seq LIMIT ?'
    const rows = this.#storage.sql.exec<Row>(select, after, since, limit)
    for (const { seq, data } of rows) yield { seq, event: SessionEvent.parse(JSON.parse(data)) }
  }
}
