import { emptyView, type LoggedEvent, reduce, SessionEvent, type SessionView } from '@fashion-shoot/protocol'

type Row = { seq: number; data: string }

/**
 * The session's numbered log, and the view that it reduces to. An event is stored before anyone sees it. When a message is
 * complete its deltas are removed: the message says all that they said.
 */
export class EventLog {
  readonly #storage: DurableObjectStorage
  #view: SessionView
  #changed = Promise.withResolvers<void>()

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#view = emptyView
    for (const event of this.#read(0, -1)) this.#view = reduce(this.#view, event)
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
      if (event.type === 'assistant_message') {
        sql.exec(
          "DELETE FROM events WHERE type IN ('text_delta', 'message_type_hint') AND seq > (SELECT max(first_seq) FROM turns)",
        )
      }
      const insert = 'INSERT INTO events (type, data) VALUES (?, ?) RETURNING seq'
      return sql.exec<{ seq: number }>(insert, event.type, JSON.stringify(event)).one().seq
    })
    this.#view = reduce(this.#view, { seq, event })
    const { resolve } = this.#changed
    this.#changed = Promise.withResolvers()
    resolve()
    return seq
  }

  /** Up to `limit` events after number `after`, in order. */
  after(after: number, limit: number): LoggedEvent[] {
    return [...this.#read(after, limit)]
  }

  *#read(after: number, limit: number): Generator<LoggedEvent> {
    const rows = this.#storage.sql.exec<Row>(
      'SELECT seq, data FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
      after,
      limit,
    )
    for (const { seq, data } of rows) yield { seq, event: SessionEvent.parse(JSON.parse(data)) }
  }
}
