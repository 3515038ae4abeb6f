import type { Job } from '@fashion-shoot/protocol'

type Provider = Job['provider']

/** A job that is to be ordered, and whose it is. */
export type Claim = { jobId: string; sessionId: string; provider: Provider }

/** ms for which a waiting job, or one that has been given a place and has not heard of it, is remembered; each asks again far sooner. */
const UNHEARD_MS = 3 * 60_000

type Options = {
  /** Jobs that may be at each provider at a time. */
  limits: Record<Provider, number>
  /** ms after which a place is free whatever became of its job. */
  leaseMs: number
  now: () => number
}

/** The places at the providers: which jobs have one, and which wait for one. */
export class Places {
  readonly #sql: SqlStorage
  readonly #options: Options

  constructor(sql: SqlStorage, options: Options) {
    this.#sql = sql
    this.#options = options
    sql.exec(`CREATE TABLE IF NOT EXISTS places (
      job_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, provider TEXT NOT NULL,
      is_held INTEGER NOT NULL, asked_at INTEGER NOT NULL, until INTEGER NOT NULL)`)
  }

  holds(jobId: string): boolean {
    return this.#sql.exec('SELECT 1 FROM places WHERE job_id = ? AND is_held = 1', jobId).toArray().length > 0
  }

  /** Puts a job in line where it has no place yet, and says anew of one that has that somebody looks after it. */
  claim({ jobId, sessionId, provider }: Claim): void {
    const { now, leaseMs } = this.#options
    this.#sql.exec(
      `INSERT INTO places VALUES (?, ?, ?, 0, ?, ?)
       ON CONFLICT (job_id) DO UPDATE SET until = iif(is_held, ?, excluded.until)`,
      ...[jobId, sessionId, provider, now(), now() + UNHEARD_MS, now() + leaseMs],
    )
  }

  /** Takes a job's place away, or takes it out of the line. */
  free(jobId: string): void {
    this.#sql.exec('DELETE FROM places WHERE job_id = ?', jobId)
  }

  /**
   * Gives the free places to jobs that wait, and returns these: first to the session that has the fewest there, among equals to
   * the job that has waited longest. So a shoot that asks for much does not hold up one that asks for little.
   */
  fill(): Claim[] {
    const { limits, now } = this.#options
    this.#sql.exec('DELETE FROM places WHERE until <= ?', now())
    const filled: Claim[] = []
    for (const provider of Object.keys(limits) as Provider[]) {
      while (this.#held(provider) < limits[provider]) {
        const next = this.#next(provider)
        if (next === undefined) break
        this.#sql.exec('UPDATE places SET is_held = 1, until = ? WHERE job_id = ?', now() + UNHEARD_MS, next.jobId)
        filled.push(next)
      }
    }
    return filled
  }

  #held(provider: Provider): number {
    const query = 'SELECT count(*) AS held FROM places WHERE provider = ? AND is_held = 1'
    return this.#sql.exec<{ held: number }>(query, provider).one().held
  }

  #next(provider: Provider): Claim | undefined {
    const query = `SELECT job_id AS jobId, session_id AS sessionId, provider FROM places AS one
      WHERE provider = ? AND is_held = 0
      ORDER BY (SELECT count(*) FROM places AS other
        WHERE other.provider = one.provider AND other.session_id = one.session_id AND other.is_held = 1), asked_at, rowid
      LIMIT 1`
    return this.#sql.exec<Claim>(query, provider).toArray()[0]
  }
}
