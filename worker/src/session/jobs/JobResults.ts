import { assetKey } from '@fashion-shoot/protocol'
import type { WorkStatus } from '../../providers/Provider.ts'
import type { Work } from '../../providers/Work.ts'
import { backoff } from './backoff.ts'
import type { JobRecord } from './JobBook.ts'
import type { JobStepsParts } from './JobSteps.ts'
import { lostResult, tooLargeResult, unusableResult } from './jobFailures.ts'
import { loadResult } from './loadResult.ts'
import { ResultError } from './ResultError.ts'

const LOAD_TRIES: Record<ResultError['kind'], number> = { missing: 12, unusable: 2, too_large: 1 }

type Done = Extract<WorkStatus, { state: 'done' }>

/** Brings home what providers have made. */
export class JobResults {
  readonly #parts: JobStepsParts

  constructor(parts: JobStepsParts) {
    this.#parts = parts
  }

  /** Loads a result, again where it does not arrive whole, and ends the job. */
  async load(job: JobRecord, done: Done, work: Work): Promise<void> {
    const { states, reports } = this.#parts
    try {
      await this.keep(job, done, work)
    } catch (error) {
      if (!(error instanceof ResultError)) throw error
      const again: JobRecord = { ...job, loads: job.loads + 1 }
      reports.stepFailed(again, error)
      if (again.loads >= LOAD_TRIES[error.kind]) {
        const failure = { missing: lostResult, unusable: unusableResult, too_large: tooLargeResult }[error.kind]
        states.failed(again, failure(job))
        return
      }
      states.write(again)
      states.report(again, { usualMs: 0, message: 'the result did not arrive whole, loading it again' })
      states.looks.again(again, backoff(again.loads, Math.random))
    }
  }

  /** Makes the result a version. Of a shoot that is deleted meanwhile, nothing may stay. Throws where it cannot be loaded. */
  async keep(job: JobRecord, { url, usd }: Done, work: Work): Promise<void> {
    const { states, bucket, log, reports } = this.#parts
    const result = await loadResult(this.#parts, job, url, work)
    if (log.isClosed) {
      await bucket.delete(assetKey(result.assetId))
      reports.unwanted(job)
    } else states.stored(job, result, usd)
  }
}
