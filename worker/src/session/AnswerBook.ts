/** What the model's answers have cost, each by the id that the gateway gives it: told again, it is still one. */
export class AnswerBook {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Notes what an answer has cost so far, USD, and returns how much of that is new: what an answer costs only grows. */
  note(id: string, turnId: string, usd: number): number {
    const [known] = this.#sql.exec<{ usd: number }>('SELECT usd FROM answers WHERE id = ?', id).toArray()
    const more = Math.max(0, usd - (known?.usd ?? 0))
    if (more > 0) this.#sql.exec('INSERT OR REPLACE INTO answers VALUES (?, ?, ?)', id, turnId, usd)
    return more
  }

  /** USD that a turn's answers have cost. */
  ofTurn(turnId: string): number {
    return this.#sql.exec<{ usd: number }>('SELECT total(usd) AS usd FROM answers WHERE turn_id = ?', turnId).one().usd
  }
}
