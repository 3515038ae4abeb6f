import { type Slot, type Stage, stageOfSlot, type TurnEnd } from '@fashion-shoot/protocol'
import type { Logger } from './Logger.ts'

/**
 * One row of the data set: every kind of point has the same columns, so that one query reads them all. docs/operations.md says
 * what stands in them; a column is never moved, because old points stay for three months.
 */
type Row = {
  metric: 'turn' | 'first_token' | 'job' | 'spend'
  turn: string
  outcome?: string
  code?: string
  part?: string
  stage?: Stage
  ms?: number
  usd?: number
}

/** Times in ms, prices in USD. */
export type JobPoint = {
  turn: string
  provider: 'fal' | 'kling'
  slot: Slot
  outcome: 'stored' | 'failed' | 'cancelled'
  /** Why it failed. */
  code: string | null
  ms: number
  /** What stays in the books for it. */
  usd: number
}

/** A session's measurements, as points of Analytics Engine. Without the binding nothing is written, and nothing else changes. */
export class Metrics {
  readonly #dataset: AnalyticsEngineDataset | undefined
  readonly #sessionId: string
  readonly #logger: Logger

  constructor(dataset: AnalyticsEngineDataset | undefined, sessionId: string, logger: Logger) {
    this.#dataset = dataset
    this.#sessionId = sessionId
    this.#logger = logger
  }

  /** A turn is over; `lost` when the director could not be reached any more. */
  turn(turn: string, ms: number, outcome: TurnEnd | 'lost'): void {
    this.#write({ metric: 'turn', turn, outcome, ms })
  }

  /** The director has said the first of a turn; `cold` when there was no runner yet that could have waited for it. */
  firstToken(turn: string, ms: number, start: 'cold' | 'warm'): void {
    this.#write({ metric: 'first_token', turn, outcome: start, ms })
  }

  job({ turn, provider, slot, outcome, code, ms, usd }: JobPoint): void {
    this.#write({
      metric: 'job',
      turn,
      outcome,
      ...(code !== null && { code }),
      part: provider,
      stage: stageOfSlot(slot),
      ms,
      usd,
    })
  }

  /** An amount was booked; a negative one was given back. */
  spend(turn: string, item: Slot | 'model', usd: number): void {
    if (item === 'model') this.#write({ metric: 'spend', turn, part: 'director', usd })
    else {
      const stage = stageOfSlot(item)
      this.#write({ metric: 'spend', turn, part: stage === 'clips' ? 'clips' : 'images', stage, usd })
    }
  }

  #write({ metric, turn, outcome = '', code = '', part = '', stage, ms = 0, usd = 0 }: Row): void {
    try {
      this.#dataset?.writeDataPoint({
        // By the index points are sampled when there are too many: so the rare kinds stay whole.
        indexes: [metric],
        blobs: [this.#sessionId, turn, outcome, code, part, stage ?? ''],
        doubles: [ms, usd],
      })
    } catch (error) {
      this.#logger.warn('metric_lost', { metric, turn, error })
    }
  }
}
