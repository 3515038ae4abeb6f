import type { Asset, Checkpoint, SessionSummary } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { foldTitle } from '../db/foldTitle.ts'
import { assets, checkpoints, jobs, sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { leaveClaim, leaveSessionTrace } from '../files/traces.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { withTimeLimit } from '../withTimeLimit.ts'
import { backoff } from './jobs/backoff.ts'
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

/** Things that go to D1 at once. */
const BATCH = 50
/** ms for D1 to take a batch, or the bucket its traces: long, since a batch that is given up may still come, after what is written next. */
const ANSWER_MS = 40_000
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

  static readonly scheduleName = NAME

  /** The copy that is under way. There is one at a time: the late one of two would set back what the other has written since. */
  #copying: Promise<void> | null = null
  /** Copies in a row that failed. */
  #errors = 0

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
    // Should the object die meanwhile.
    this.#schedule.in(0, NAME)
    await this.#copyNoted()
  }

  /** Writes all that is noted, or sees to it that this is tried again. */
  async flush(): Promise<void> {
    await this.#copyNoted().catch(() => {})
  }

  /** Resolves when no write is on its way, whatever became of it. */
  async settled(): Promise<void> {
    while (this.#copying !== null) await this.#copying.catch(() => {})
  }

  /** Copies until nothing is noted any more, also for whoever asks meanwhile. */
  #copyNoted(): Promise<void> {
    this.#copying ??= Promise.resolve().then(async () => {
      try {
        for (let notes = this.#noted(); notes.length > 0; notes = this.#noted()) {
          await this.#copy(notes)
          this.#done(notes)
        }
        this.#errors = 0
        this.#schedule.cancel(NAME)
      } catch (error) {
        this.#errors += 1
        this.#logger.warn('projection_failed', { error })
        this.#schedule.in(backoff(this.#errors, Math.random), NAME)
        throw error
      } finally {
        this.#copying = null
      }
    })
    return this.#copying
  }

  #noted(): Note[] {
    return this.#sql.exec<Note>('SELECT * FROM outbox LIMIT ?', BATCH).toArray()
  }

  /** What has changed again meanwhile stays noted. */
  #done(notes: Note[]): void {
    const done = 'DELETE FROM outbox WHERE kind = ? AND id = ? AND changes = ?'
    for (const { kind, id, changes } of notes) this.#sql.exec(done, kind, id, changes)
  }

  async #copy(notes: Note[]): Promise<void> {
    await withTimeLimit(ANSWER_MS, 'To leave traces in the bucket', this.#leaveTraces(notes))
    const [first, ...rest] = notes.flatMap(({ kind, id }) => this.#statement(kind, id) ?? [])
    if (first === undefined) return
    await withTimeLimit(ANSWER_MS, 'To write to D1', this.#database.batch([first, ...rest]))
  }

  async #leaveTraces(notes: Note[]): Promise<void> {
    const { id: sessionId } = this.#sources.session()
    for (const { kind, id } of notes) {
      if (kind === 'trace') await leaveSessionTrace(this.#bucket, sessionId)
      if (kind === 'claim') await leaveClaim(this.#bucket, id, sessionId)
    }
  }

  #statement(kind: Kind, id: string) {
    const { owner, session, asset, checkpoint, job } = this.#sources
    const sessionId = session().id
    switch (kind) {
      case 'session': {
        const summary = session()
        const row = { ...summary, titleKey: foldTitle(summary.title), owner }
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
    model: job.model,
    providerId: job.ref?.id ?? null,
    state: job.state,
    priceUsd: job.priceUsd,
    billedUsd: job.billedUsd,
    assetId: job.assetId,
    failureCode: job.failure?.code ?? null,
    createdAt: new Date(job.createdAt).toISOString(),
  }
}
