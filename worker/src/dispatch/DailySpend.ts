/** Days for which a day's spend is kept: as long as a job's price may yet turn out to be another. */
const KEPT_DAYS = 7
const DAY_MS = 24 * 60 * 60_000

/** What all shoots together have spent in a day (UTC), item by item: an item is a job, or a turn with all that its model calls cost. */
export class DailySpend {
  readonly #sql: SqlStorage
  readonly #capUsd: number
  readonly #now: () => number

  constructor(sql: SqlStorage, capUsd: number, now: () => number) {
    this.#sql = sql
    this.#capUsd = capUsd
    this.#now = now
    sql.exec('CREATE TABLE IF NOT EXISTS spend (item TEXT PRIMARY KEY, day TEXT NOT NULL, usd REAL NOT NULL)')
  }

  /** True when what may be spent today is spent. */
  get isUsedUp(): boolean {
    return micros(this.#today('')) >= micros(this.#capUsd)
  }

  /** Books an item's price, USD, as of today; false, and nothing of it is booked, where that would pass the cap. What is free never does. */
  reserve(item: string, usd: number): boolean {
    this.#sql.exec('DELETE FROM spend WHERE day < ?', this.#day(KEPT_DAYS))
    if (usd > 0 && micros(this.#today(item) + usd) > micros(this.#capUsd)) {
      this.correct(item, 0)
      return false
    }
    const upsert = `INSERT INTO spend VALUES (?, ?, ?) ON CONFLICT (item) DO UPDATE SET day = excluded.day, usd = excluded.usd`
    if (usd > 0) this.#sql.exec(upsert, item, this.#day(), usd)
    return true
  }

  /** Says what an item has cost in all, USD. It counts for the day on which it was first heard of. */
  correct(item: string, usd: number): void {
    const upsert = 'INSERT INTO spend VALUES (?, ?, ?) ON CONFLICT (item) DO UPDATE SET usd = excluded.usd'
    if (usd > 0) this.#sql.exec(upsert, item, this.#day(), usd)
    else this.#sql.exec('DELETE FROM spend WHERE item = ?', item)
  }

  /** What is booked for today, USD, without one item. */
  #today(but: string): number {
    const query = 'SELECT total(usd) AS usd FROM spend WHERE day = ? AND item <> ?'
    return this.#sql.exec<{ usd: number }>(query, this.#day(), but).one().usd
  }

  /** The day (UTC) so many days ago, as `2026-11-28`. */
  #day(ago = 0): string {
    return new Date(this.#now() - ago * DAY_MS).toISOString().slice(0, 10)
  }
}

/** Whole micro-dollars, so that binary dust passes no cap. */
function micros(usd: number): number {
  return Math.round(usd * 1e6)
}
