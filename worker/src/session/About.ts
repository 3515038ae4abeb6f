import type { ClipModel, ImageModel, Stops } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'

/** What is known of a session beside its log. Times are ISO 8601 in UTC. */
export type SessionFacts = {
  id: string
  title: string
  stops: Stops
  imageModel: ImageModel
  clipModel: ClipModel
  /** USD */
  budgetUsd: number
  archived: boolean
  createdAt: string
  updatedAt: string
}

/** What a session begins with. */
export type NewSession = Omit<SessionFacts, 'archived' | 'updatedAt'> & {
  /** Whose it is, for ever. */
  owner: string
}

type Row = {
  id: string
  title: string
  stops: Stops
  image_model: ImageModel
  clip_model: ClipModel
  budget_usd: number
  archived: number
  created_at: string
  gateway_token: string
  token_expires_at: number
  updated_at: string
  owner: string
  is_being_removed: number
}

/** ms that the gateway token outlives a turn: what its runner still writes down may have to wait for the gateway. */
const TOKEN_MS = 10 * 60_000

/** The one row about the session itself. */
export class About {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  create(facts: NewSession): void {
    const secret = crypto.getRandomValues(new Uint8Array(32)).toHex()
    const insert = 'INSERT OR IGNORE INTO about VALUES (?, ?, ?, 0, ?, ?, 0, ?, ?, 0, ?, ?, ?)'
    this.#sql.exec(
      insert,
      facts.id,
      facts.title,
      facts.stops,
      facts.createdAt,
      `${facts.id}.${secret}`,
      facts.createdAt,
      facts.owner,
      facts.imageModel,
      facts.clipModel,
      facts.budgetUsd,
    )
  }

  get owner(): string {
    return this.#row()?.owner ?? ''
  }

  /** Throws `unknown_session` where none has been made. */
  require(): SessionFacts {
    const row = this.#row()
    if (row === undefined) throw new ProblemError('unknown_session')
    return {
      id: row.id,
      title: row.title,
      stops: row.stops,
      imageModel: row.image_model,
      clipModel: row.clip_model,
      budgetUsd: row.budget_usd,
      archived: row.archived === 1,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  }

  update({ title, stops, archived, imageModel, clipModel, budgetUsd }: SessionFacts): void {
    const update =
      'UPDATE about SET title = ?, stops = ?, archived = ?, image_model = ?, clip_model = ?, budget_usd = ?'
    this.#sql.exec(update, title, stops, archived ? 1 : 0, imageModel, clipModel, budgetUsd)
  }

  /** True once the session is being deleted, which nothing takes back. */
  get isBeingRemoved(): boolean {
    return this.#row()?.is_being_removed === 1
  }

  beginRemoval(): void {
    this.#sql.exec('UPDATE about SET is_being_removed = 1')
  }

  /** Notes that the session has changed now. */
  touch(): void {
    this.#sql.exec('UPDATE about SET updated_at = ?', new Date().toISOString())
  }

  /** The token with which the session's container comes to the gateway. */
  get gatewayToken(): string {
    return this.#row()?.gateway_token ?? ''
  }

  /** A turn is over: has the gateway token run out in ten minutes, unless another turn runs then. */
  letTokenExpire(): void {
    this.#sql.exec('UPDATE about SET token_expires_at = ?', Date.now() + TOKEN_MS)
  }

  /** True for the gateway token while a turn runs, and for a while after it. Compares in constant time. */
  isTokenGood(token: string, isTurnRunning: boolean): boolean {
    const row = this.#row()
    if (row === undefined || (!isTurnRunning && Date.now() > row.token_expires_at)) return false
    const [given, known] = [new TextEncoder().encode(token), new TextEncoder().encode(row.gateway_token)]
    return given.length === known.length && crypto.subtle.timingSafeEqual(given, known)
  }

  #row(): Row | undefined {
    return this.#sql.exec<Row>('SELECT * FROM about').toArray()[0]
  }
}
