import type { TurnEnd } from '@fashion-shoot/protocol'
import type { Logger } from '../../telemetry/Logger.ts'
import type { Metrics } from '../../telemetry/Metrics.ts'

type Row = { started_at: number; is_cold: number; first_token_at: number | null }

/**
 * What those who run the deployment learn of a session's turns. A turn may outlive the object that began it, so its times are
 * those of the table.
 */
export class TurnReports {
  readonly #sql: SqlStorage
  readonly #logger: Logger
  readonly #metrics: Metrics
  /** The turn whose first token is noted. The table knows it too, but is not asked for every token. */
  #heard: string | null = null

  constructor(sql: SqlStorage, logger: Logger, metrics: Metrics) {
    this.#sql = sql
    this.#logger = logger
    this.#metrics = metrics
  }

  started(turnId: string, prompt: string): void {
    this.#logger.info('turn_started', { turn: turnId, prompt })
  }

  /** A sandbox is started for the turn: no runner can have waited for it. */
  isCold(turnId: string): void {
    this.#sql.exec('UPDATE turns SET is_cold = 1 WHERE id = ?', turnId)
  }

  /** The director has said something; the first of a turn counts. */
  heard(turnId: string): void {
    if (this.#heard === turnId) return
    this.#heard = turnId
    const update = 'UPDATE turns SET first_token_at = ? WHERE id = ? AND first_token_at IS NULL RETURNING *'
    const now = Date.now()
    const [row] = this.#sql.exec<Row>(update, now, turnId).toArray()
    if (row === undefined) return
    this.#metrics.firstToken(turnId, now - row.started_at, row.is_cold === 1 ? 'cold' : 'warm')
  }

  /** The host could not be reached, or broke off; it is tried again. */
  hostUnreached(turnId: string, error: unknown): void {
    this.#logger.warn('host_unreached', { turn: turnId, error })
  }

  /** The host could not be told that the person has stopped the turn. */
  stopUnheard(turnId: string, error: unknown): void {
    this.#logger.warn('stop_unheard', { turn: turnId, error })
  }

  /** The turn's runner is gone in mid-turn. */
  attemptLost(turnId: string, attempt: number, code: string): void {
    this.#logger.warn('attempt_lost', { turn: turnId, attempt, code })
  }

  /** The turn is given up. */
  directorLost(turnId: string, error: unknown): void {
    this.#logger.error('director_lost', { turn: turnId, error })
  }

  hostNotDismissed(error: unknown): void {
    this.#logger.warn('host_not_dismissed', { error })
  }

  /** `lost` when the director could not be reached any more. */
  over(turnId: string, end: TurnEnd | 'lost'): void {
    const row = this.#sql.exec<Row>('SELECT * FROM turns WHERE id = ?', turnId).one()
    const ms = Date.now() - row.started_at
    this.#logger.info('turn_over', {
      turn: turnId,
      end,
      ms,
      cold: row.is_cold === 1,
      ...(row.first_token_at !== null && { firstTokenMs: row.first_token_at - row.started_at }),
    })
    this.#metrics.turn(turnId, ms, end)
  }
}
