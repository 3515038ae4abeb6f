import type { Logger } from '../../telemetry/Logger.ts'
import type { Metrics } from '../../telemetry/Metrics.ts'
import type { JobRecord } from './JobBook.ts'

/** What those who run the deployment learn of a session's jobs. Failures have a code here; their words are for the person. */
export class JobReports {
  readonly #logger: Logger
  readonly #metrics: Metrics

  constructor(logger: Logger, metrics: Metrics) {
    this.#logger = logger
    this.#metrics = metrics
  }

  submitted(job: JobRecord): void {
    this.#logger.info('job_submitted', fields(job))
  }

  /** A step has failed, and is taken again. */
  stepFailed(job: JobRecord, error: unknown): void {
    this.#logger.warn('job_step_failed', { ...fields(job), errors: job.errors, error })
  }

  /** `usd` is what stays in the books. */
  stored(job: JobRecord, usd: number): void {
    this.#logger.info('job_stored', { ...fields(job), usd })
    this.#measure(job, 'stored', null, usd)
  }

  /** A result came when its shoot had been deleted, and was thrown away. */
  unwanted(job: JobRecord): void {
    this.#logger.info('result_unwanted', fields(job))
  }

  ended(job: JobRecord, state: 'failed' | 'cancelled', code: string, usd: number): void {
    const line = { ...fields(job), code, usd }
    if (state === 'failed') this.#logger.error('job_failed', line)
    else this.#logger.info('job_cancelled', line)
    this.#measure(job, state, code, usd)
  }

  #measure(job: JobRecord, outcome: 'stored' | 'failed' | 'cancelled', code: string | null, usd: number): void {
    const { turn, provider, slot, ms } = fields(job)
    this.#metrics.job({ turn, provider, slot, outcome, code, ms, usd })
  }
}

/** `ms` since the job was asked for, by the table's clock: it may have outlived several objects. */
function fields({ id, turnId, provider, request, createdAt }: JobRecord) {
  return { turn: turnId, job: id, provider, slot: request.slot, ms: Date.now() - createdAt }
}
