/** The parts of a Durable Object's storage that a schedule needs. */
type ScheduleStorage = Pick<DurableObjectStorage, 'sql' | 'setAlarm'>

const LEASE_MS = 60_000

/**
 * Many named times behind a Durable Object's single alarm, kept in its SQLite. The alarm is only ever moved to an earlier time:
 * one that fires for nothing costs less than one that a later time, still on its way, has overtaken.
 */
export class Schedule {
  readonly #storage: ScheduleStorage
  readonly #now: () => number
  #armedFor: number | null = null

  constructor(storage: ScheduleStorage, now: () => number) {
    this.#storage = storage
    this.#now = now
  }

  /** Sets or moves a name's time, `ms` from now. */
  in(ms: number, name: string): void {
    const upsert = `INSERT INTO schedule (name, at) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET at = excluded.at, is_given_out = 0`
    // Whole milliseconds: workerd never fires an alarm that is set to a fraction of one.
    this.#storage.sql.exec(upsert, name, Math.ceil(this.#now() + ms))
    this.#arm()
  }

  cancel(name: string): void {
    this.#storage.sql.exec('DELETE FROM schedule WHERE name = ?', name)
  }

  /**
   * For an object that comes to life: what its last life had been given and did not settle is due at once. Nobody works on it any
   * more, and a lease would only be waited for.
   */
  takeUp(): void {
    this.#storage.sql.exec('UPDATE schedule SET at = ? WHERE is_given_out = 1', this.#now())
    this.#arm()
  }

  /**
   * For the alarm: the names whose time has come, earliest first. Each is put off by a lease rather than removed: when the object
   * dies before the work is done the name comes due again. Whoever does the work then cancels the name or sets its next time.
   */
  due(): string[] {
    const now = this.#now()
    const due = this.#storage.sql
      .exec<{ name: string }>('SELECT name FROM schedule WHERE at <= ? ORDER BY at', now)
      .toArray()
      .map(({ name }) => name)
    this.#storage.sql.exec('UPDATE schedule SET at = ?, is_given_out = 1 WHERE at <= ?', now + LEASE_MS, now)
    this.#armedFor = null
    this.#arm()
    return due
  }

  #arm(): void {
    const { next } = this.#storage.sql.exec<{ next: number | null }>('SELECT min(at) AS next FROM schedule').one()
    if (next === null || (this.#armedFor !== null && this.#armedFor <= next)) return
    this.#armedFor = next
    // Not awaited: the write is ordered by the storage and durable before anything leaves the object.
    void this.#storage.setAlarm(next)
  }
}
