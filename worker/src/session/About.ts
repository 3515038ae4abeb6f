import type { Stops } from '@fashion-shoot/protocol'

/** What is known of a session beside its log. */
export type Facts = {
  id: string
  title: string
  stops: Stops
  archived: boolean
  createdAt: string
}

type Row = {
  id: string
  title: string
  stops: Stops
  archived: number
  created_at: string
  gateway_token: string
  token_expires_at: number
}

/** The gateway token is good for this long after the last turn began. */
const TOKEN_MS = 2 * 60 * 60_000

/** The one row about the session itself. */
export class About {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  create(facts: Omit<Facts, 'archived'>): void {
    const secret = crypto.getRandomValues(new Uint8Array(32)).toHex()
    const insert = 'INSERT OR IGNORE INTO about VALUES (?, ?, ?, 0, ?, ?, 0)'
    this.#sql.exec(insert, facts.id, facts.title, facts.stops, facts.createdAt, `${facts.id}.${secret}`)
  }

  get(): Facts | undefined {
    const row = this.#row()
    if (row === undefined) return undefined
    return { id: row.id, title: row.title, stops: row.stops, archived: row.archived === 1, createdAt: row.created_at }
  }

  update({ title, stops, archived }: Facts): void {
    this.#sql.exec('UPDATE about SET title = ?, stops = ?, archived = ?', title, stops, archived ? 1 : 0)
  }

  /** The session's gateway token, with its time starting anew. */
  renewToken(): string {
    this.#sql.exec('UPDATE about SET token_expires_at = ?', Date.now() + TOKEN_MS)
    return this.#row()?.gateway_token ?? ''
  }

  /** Compares in constant time. */
  isTokenGood(token: string): boolean {
    const row = this.#row()
    if (row === undefined || Date.now() > row.token_expires_at) return false
    const [given, known] = [new TextEncoder().encode(token), new TextEncoder().encode(row.gateway_token)]
    return given.length === known.length && crypto.subtle.timingSafeEqual(given, known)
  }

  #row(): Row | undefined {
    return this.#sql.exec<Row>('SELECT * FROM about').toArray()[0]
  }
}
