import { roundUsd } from '@fashion-shoot/protocol'
import type { Dispatcher } from '../dispatch/Dispatcher.ts'
import { ProblemError } from '../problem.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { withTimeLimit } from '../withTimeLimit.ts'
import type { AnswerBook } from './AnswerBook.ts'
import type { EventLog } from './EventLog.ts'
import { refuse } from './refuse.ts'

/** ms for an answer that takes milliseconds; the director waits for it. */
const CALL_MS = 2000

type Parts = {
  log: Pick<EventLog, 'append' | 'view'>
  answers: Pick<AnswerBook, 'ofTurn'>
  dispatcher: () => Pick<DurableObjectStub<Dispatcher>, 'noteModel'>
  /** False where a demo server is the director, which costs nobody anything. */
  isPaid: boolean
  logger: Logger
}

/** The director's answers, as a part of what all shoots together may spend in a day. */
export class ModelSpend {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Throws `daily_cap` where that is spent, and has the log say so. Where nobody can tell, the director goes on: an answer costs cents,
   * and each is counted when the next is asked for.
   */
  async requireRest(turnId: string): Promise<void> {
    if (!(await this.tell(turnId))) return
    const message = 'The director stops here, because this studio has spent what it may spend in a day.'
    refuse(this.#parts.log, new ProblemError('daily_cap', message))
  }

  /** Has the dispatcher know what a turn's answers have cost so far. True when what may be spent today is spent. */
  async tell(turnId: string): Promise<boolean> {
    const { answers, dispatcher, isPaid, logger } = this.#parts
    if (!isPaid) return false
    const usd = roundUsd(answers.ofTurn(turnId))
    try {
      return await withTimeLimit(CALL_MS, 'The dispatcher', dispatcher().noteModel(turnId, usd))
    } catch (error) {
      logger.warn('day_not_counted', { turn: turnId, error })
      return false
    }
  }
}
