import type { SessionEvent } from '@fashion-shoot/protocol'
import { MOST_FRUITLESS } from './turnLimits.ts'

/** A turn as the table has it. Times are ms since 1970. */
export type Turn = {
  id: string
  /** What the director is told: the person's words, and what came with them. */
  prompt: string
  state: 'running' | 'over'
  /** Which attempt at it runs, from 1. */
  attempt: number
  /** The last line of that attempt's journal that is stored. */
  journal_line: number
  /** Number in the log after which the attempt began. */
  attempt_seq: number
  /** How many attempts before this one, in a row, have brought nothing. */
  fruitless: number
  started_at: number
  /** When the person asked to stop it. */
  stop_asked_at: number | null
}

/** A turn is cold when no runner can have waited for it: the first, and one for which a sandbox is started. */
const INSERT = `INSERT INTO turns (id, prompt, state, first_seq, attempt_seq, journal_line, started_at, is_cold)
  VALUES (?, ?, 'running', ?, ?, 0, ?, NOT EXISTS (SELECT 1 FROM turns))`

/** What an attempt can have brought: words that were said to the end, a tool's result, something made or decided. */
const FRUITS: SessionEvent['type'][] = ['assistant_message', 'asset', 'checkpoint', 'active_version']
const FRUIT = `SELECT 1 FROM events WHERE seq > ? AND (type IN (SELECT value FROM json_each(?))
  OR type = 'system' AND data ->> 'subtype' = 'tool_result' AND data ->> 'ok') LIMIT 1`

/** The session's turns, of which one may be running. */
export class TurnBook {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  running(): Turn | undefined {
    return this.#sql.exec<Turn>("SELECT * FROM turns WHERE state = 'running'").toArray()[0]
  }

  /** The turn that began last, running or over. */
  latest(): string | undefined {
    return this.#sql.exec<{ id: string }>('SELECT id FROM turns ORDER BY rowid DESC LIMIT 1').toArray()[0]?.id
  }

  /** The turn as it stands now. */
  read(id: string): Turn {
    return this.#sql.exec<Turn>('SELECT * FROM turns WHERE id = ?', id).one()
  }

  begin(id: string, prompt: string, seq: number): void {
    this.#sql.exec(INSERT, id, prompt, seq, seq, Date.now())
  }

  heardUpTo(id: string, line: number): void {
    this.#sql.exec('UPDATE turns SET journal_line = ? WHERE id = ?', line, id)
  }

  /** Notes that the person wants the turn stopped; the first time counts. */
  askStop(id: string): void {
    this.#sql.exec('UPDATE turns SET stop_asked_at = coalesce(stop_asked_at, ?) WHERE id = ?', Date.now(), id)
  }

  /** How many attempts in a row have brought nothing, the running one included. */
  fruitless({ id }: Turn): number {
    const { attempt_seq, fruitless } = this.read(id)
    const isFruitful = this.#sql.exec(FRUIT, attempt_seq, JSON.stringify(FRUITS)).toArray().length > 0
    return isFruitful ? 0 : fruitless + 1
  }

  /** Goes over to the next attempt, which has a journal of its own. */
  tryAgain({ id }: Turn, fruitless: number, seq: number): void {
    const update =
      'UPDATE turns SET attempt = attempt + 1, journal_line = 0, attempt_seq = ?, fruitless = ? WHERE id = ?'
    this.#sql.exec(update, seq, fruitless, id)
  }

  end(id: string): void {
    this.#sql.exec("UPDATE turns SET state = 'over' WHERE id = ?", id)
  }
}

/** True for the last attempt before a turn is given up for bringing nothing: it does without the transcript. */
export function mustForget({ fruitless }: Pick<Turn, 'fruitless'>): boolean {
  return fruitless === MOST_FRUITLESS - 1
}
