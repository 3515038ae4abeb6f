import type { Dispatcher } from '../dispatch/Dispatcher.ts'
import { ProblemError } from '../problem.ts'
import { roundUsd } from '../roundUsd.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { withTimeLimit } from '../withTimeLimit.ts'
import type { EventLog } from './EventLog.ts'
import { bookedUsd } from './jobs/bookedUsd.ts'
import type { Jobs } from './jobs/Jobs.ts'
import { refuse } from './refuse.ts'

/** ms for an answer that takes milliseconds; the director waits for it. */
const CALL_MS = 2000

type Parts = {
  log: Pick<EventLog, 'append' | 'view'>
  jobs: Pick<Jobs, 'all'>
  dispatcher: () => Pick<DurableObjectStub<Dispatcher>, 'noteModel'>
  latestTurn: () => string | undefined
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
  async requireRest(): Promise<void> {
    if (!(await this.tell())) return
    const message = 'The director stops here, because this studio has spent what it may spend in a day.'
    refuse(this.#parts.log, new ProblemError('daily_cap', message))
  }

  /** Has the dispatcher know what the latest turn's answers have cost so far. True when what may be spent today is spent. */
  async tell(): Promise<boolean> {
    const { log, jobs, dispatcher, latestTurn, isPaid, logger } = this.#parts
    const turnId = latestTurn()
    if (!isPaid || turnId === undefined) return false
    const own = jobs.all().filter((job) => job.turnId === turnId)
    // What of a turn's spend is no job's is the model's.
    const usd = roundUsd(own.reduce((left, job) => left - bookedUsd(job), log.view.spend.turnUsd))
    try {
      return await withTimeLimit(CALL_MS, 'The dispatcher', dispatcher().noteModel(turnId, usd))
    } catch (error) {
      logger.warn('day_not_counted', { turn: turnId, error })
      return false
    }
  }
}
