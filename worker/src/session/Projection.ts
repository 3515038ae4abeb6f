import type { Asset, Checkpoint, SessionSummary } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { assets, checkpoints, jobs, sessions } from '../db/schema.ts'
import type { Logger } from '../telemetry/Logger.ts'
import type { JobRecord } from './jobs/JobBook.ts'
import type { Schedule } from './Schedule.ts'

type Kind = 'session' | 'asset' | 'checkpoint' | 'job'
type Note = { kind: Kind; id: string; changes: number }

/** Where the projection finds a thing as it now stands. */
export type Sources = {
  /** Whose it all is. */
  owner: string
  session(): SessionSummary
  /** Notes the time of a change. */
  touch(): void
  asset(id: string): Asset | undefined
  checkpoint(id: string): Checkpoint | undefined
  job(id: string): JobRecord | undefined
}

const RETRY_MS = 2000
const NAME = 'projection'

/**
 * Copies what spans sessions into D1. What has changed is noted in an outbox together with the change itself; the copy is
 * written afterwards, again and again until D1 has it, and always as the thing stands then.
 */
export class Projection {
  readonly #sql: SqlStorage
  readonly #schedule: Schedule
  readonly #database: ReturnType<typeof drizzle>
  readonly #sources: Sources
  readonly #logger: Logger

  constructor(sql: SqlStorage, schedule: Schedule, database: D1Database, sources: Sources, logger: Logger) {
    this.#sql = sql
    this.#schedule = schedule
    this.#database = drizzle(database, { casing: 'snake_case' })
    this.#sources = sources
    this.#logger = logger
  }

  #flushing: Promise<void> = Promise.resolve()

  static readonly scheduleName = NAME

  /** Notes that a thing has changed. */
  mark(kind: Kind, id: string): void {
    const upsert = 'INSERT INTO outbox VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET changes = changes + 1'
    this.#sources.touch()
    this.#sql.exec(upsert, kind, id)
    if (kind !== 'session') this.#sql.exec(upsert, 'session', '')
    this.#schedule.in(0, NAME)
  }

  /** Writes all that is noted. */
  async flush(): Promise<void> {
    this.#flushing = this.#write()
    await this.#flushing
  }

  /** Resolves when no write is on its way, whatever became of it. */
  async settled(): Promise<void> {
    await this.#flushing
  }

  async #write(): Promise<void> {
    const noted = this.#sql.exec<Note>('SELECT * FROM outbox').toArray()
    try {
      const [first, ...rest] = noted.flatMap(({ kind, id }) => this.#statement(kind, id) ?? [])
      if (first !== undefined) await this.#database.batch([first, ...rest])
      // What has changed again meanwhile stays noted.
      const done = 'DELETE FROM outbox WHERE kind = ? AND id = ? AND changes = ?'
      for (const { kind, id, changes } of noted) this.#sql.exec(done, kind, id, changes)
      if (this.#sql.exec('SELECT 1 FROM outbox').toArray().length === 0) this.#schedule.cancel(NAME)
      else this.#schedule.in(0, NAME)
    } catch (error) {
      this.#logger.warn('projection_failed', { error })
      this.#schedule.in(RETRY_MS, NAME)
    }
  }

  #statement(kind: Kind, id: string) {
    const { owner, session, asset, checkpoint, job } = this.#sources
    const sessionId = session().id
    switch (kind) {
      case 'session': {
        const row = { ...session(), owner }
        return this.#database.insert(sessions).values(row).onConflictDoUpdate({ target: sessions.id, set: row })
      }
      case 'asset': {
        const found = asset(id)
        const row = found && { ...found, owner }
        return row && this.#database.insert(assets).values(row).onConflictDoUpdate({ target: assets.id, set: row })
      }
      case 'checkpoint': {
        const found = checkpoint(id)
        const row = found && { ...found, sessionId }
        return (
          row && this.#database.insert(checkpoints).values(row).onConflictDoUpdate({ target: checkpoints.id, set: row })
        )
      }
      case 'job': {
        const found = job(id)
        if (found === undefined) return undefined
        const row = jobRow(sessionId, found)
        return this.#database.insert(jobs).values(row).onConflictDoUpdate({ target: jobs.id, set: row })
      }
    }
  }
}

/** What D1 holds of a job. */
export function jobRow(sessionId: string, job: JobRecord): typeof jobs.$inferInsert {
  return {
    id: job.id,
    sessionId,
    turnId: job.turnId,
    slot: job.request.slot,
    provider: job.provider,
    providerId: job.ref?.id ?? null,
    state: job.state,
    priceUsd: job.priceUsd,
    assetId: job.assetId,
    failureCode: job.failure?.code ?? null,
    createdAt: new Date(job.createdAt).toISOString(),
  }
}
