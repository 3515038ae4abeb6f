import type { Asset, Checkpoint, SessionSummary } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { assets, checkpoints, jobs, sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { leaveClaim, leaveSessionTrace } from '../files/traces.ts'
import type { Logger } from '../telemetry/Logger.ts'
import type { JobRecord } from './jobs/JobBook.ts'
import type { Schedule } from './Schedule.ts'

/** A `trace` leads back to the session when D1 is lost, a `claim` says of an upload whose it is; both lie in the bucket. */
type Kind = 'session' | 'asset' | 'checkpoint' | 'job' | 'trace' | 'claim'
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
/** Statements that go to D1 at once. */
const BATCH = 50
const UPSERT = 'INSERT INTO outbox VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET changes = changes + 1'
const NAME = 'projection'

/**
 * Copies what spans sessions into D1, and leaves traces in the bucket. What has changed is noted in an outbox together with the change itself; the copy is
 * written afterwards, again and again until D1 has it, and always as the thing stands then.
 */
export class Projection {
  readonly #sql: SqlStorage
  readonly #schedule: Schedule
  readonly #database: ReturnType<typeof drizzle>
  readonly #sources: Sources
  readonly #bucket: R2Bucket
  readonly #logger: Logger

  constructor(
    sql: SqlStorage,
    schedule: Schedule,
    { DB, STORAGE }: Pick<Env, 'DB' | 'STORAGE'>,
    sources: Sources,
    logger: Logger,
  ) {
    this.#sql = sql
    this.#schedule = schedule
    this.#database = drizzle(DB, { casing: 'snake_case' })
    this.#bucket = STORAGE
    this.#sources = sources
    this.#logger = logger
  }

  #flushing: Promise<void> = Promise.resolve()

  static readonly scheduleName = NAME

  /** Notes that a thing has changed. */
  mark(kind: Kind, id: string): void {
    this.#sources.touch()
    this.#sql.exec(UPSERT, kind, id)
    if (kind !== 'session') this.#sql.exec(UPSERT, 'session', '')
    this.#schedule.in(0, NAME)
  }

  /** Writes all of this anew, though nothing has changed. Throws when D1 or the bucket has not taken it. */
  async repeat(things: { kind: Kind; id: string }[]): Promise<void> {
    for (const { kind, id } of things) this.#sql.exec(UPSERT, kind, id)
    this.#schedule.in(0, NAME)
    await this.#flushing
    const noted = this.#noted()
    await this.#copy(noted)
    this.#done(noted)
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
    const noted = this.#noted()
    try {
      await this.#copy(noted)
      this.#done(noted)
      if (this.#sql.exec('SELECT 1 FROM outbox').toArray().length === 0) this.#schedule.cancel(NAME)
      else this.#schedule.in(0, NAME)
    } catch (error) {
      this.#logger.warn('projection_failed', { error })
      this.#schedule.in(RETRY_MS, NAME)
    }
  }

  #noted(): Note[] {
    return this.#sql.exec<Note>('SELECT * FROM outbox').toArray()
  }

  /** What has changed again meanwhile stays noted. */
  #done(noted: Note[]): void {
    const done = 'DELETE FROM outbox WHERE kind = ? AND id = ? AND changes = ?'
    for (const { kind, id, changes } of noted) this.#sql.exec(done, kind, id, changes)
  }

  async #copy(noted: Note[]): Promise<void> {
    const { id: sessionId } = this.#sources.session()
    for (const { kind, id } of noted) {
      if (kind === 'trace') await leaveSessionTrace(this.#bucket, sessionId)
      if (kind === 'claim') await leaveClaim(this.#bucket, id, sessionId)
    }
    const statements = noted.flatMap(({ kind, id }) => this.#statement(kind, id) ?? [])
    while (statements.length > 0) {
      const [first, ...rest] = statements.splice(0, BATCH)
      if (first !== undefined) await this.#database.batch([first, ...rest])
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
      case 'trace':
      case 'claim':
        return undefined
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
