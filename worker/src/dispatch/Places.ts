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
    sql.exec(`CREATE TABLE IF NOT EXISTS given (
      number INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, provider TEXT NOT NULL, UNIQUE (session_id, provider))`)
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
   * Gives the free places to jobs that wait, and returns these. First comes the session that has the fewest there, among equals the
   * one that was given one longest ago, and of its jobs the one that has waited longest: a shoot that asks for much does not hold
   * up one that asks for little.
   */
  fill(): Claim[] {
    const { limits, now } = this.#options
    this.#sql.exec('DELETE FROM places WHERE until <= ?', now())
    this.#sql.exec('DELETE FROM given WHERE session_id NOT IN (SELECT session_id FROM places)')
    const filled: Claim[] = []
    for (const provider of Object.keys(limits) as Provider[]) {
      while (this.#held(provider) < limits[provider]) {
        const next = this.#next(provider)
        if (next === undefined) break
        this.#give(next)
        filled.push(next)
      }
    }
    return filled
  }

  #give({ jobId, sessionId, provider }: Claim): void {
    const until = this.#options.now() + UNHEARD_MS
    this.#sql.exec('UPDATE places SET is_held = 1, until = ? WHERE job_id = ?', until, jobId)
    this.#sql.exec('INSERT OR REPLACE INTO given (session_id, provider) VALUES (?, ?)', sessionId, provider)
  }

  #held(provider: Provider): number {
    const query = 'SELECT count(*) AS held FROM places WHERE provider = ? AND is_held = 1'
    return this.#sql.exec<{ held: number }>(query, provider).one().held
  }

  #next(provider: Provider): Claim | undefined {
    const query = `SELECT job_id AS jobId, one.session_id AS sessionId, one.provider
      FROM places AS one LEFT JOIN given USING (session_id, provider)
      WHERE provider = ? AND is_held = 0
      ORDER BY (SELECT count(*) FROM places AS other
        WHERE other.provider = one.provider AND other.session_id = one.session_id AND other.is_held = 1),
        coalesce(given.number, 0), asked_at, one.rowid
      LIMIT 1`
    return this.#sql.exec<Claim>(query, provider).toArray()[0]
  }
}
