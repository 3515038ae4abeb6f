import { ProviderFailure } from '../../providers/Provider.ts'
import type { JobRecord } from './JobBook.ts'
import type { JobResults } from './JobResults.ts'
import type { JobStepsParts } from './JobSteps.ts'
import { isOfCall, noPlace, notCharged, timedOut, unreachable } from './jobFailures.ts'

/** What is done with jobs that have not ended in time. */
export class LateJobs {
  readonly #parts: JobStepsParts
  readonly #results: JobResults

  constructor(parts: JobStepsParts, results: JobResults) {
    this.#parts = parts
    this.#results = results
  }

  /** Ends a job that takes too long. What it was sent for may come all the same: see `ask`. */
  async giveUp(job: JobRecord): Promise<void> {
    const { states, workFor, deadlineMs } = this.#parts
    if (!job.wasSent) {
      states.failed(job, job.errors > 0 ? unreachable(job) : noPlace(job, deadlineMs))
      return
    }
    try {
      const work = workFor(job)
      // It may have ended long ago, while nobody could ask.
      const ref = job.ref ?? (await work.find(job.id))
      const status = ref === null ? null : await work.status(ref)
      if (status?.state === 'done') return await this.#results.load({ ...job, ref }, status, work)
      if (status?.state === 'cancelled') return states.cancelled(job)
      if (status?.state === 'failed') return states.failed(job, status.failure)
      if (ref !== null) await work.cancel?.(ref)
      states.failed(job, timedOut(job, deadlineMs, null))
    } catch (error) {
      // It is given up either way; what it costs is found out later.
      const refusal = error instanceof ProviderFailure ? error : null
      const isEnd = refusal !== null && !isOfCall(job, refusal)
      states.failed(job, isEnd ? refusal.failure : timedOut(job, deadlineMs, refusal))
    }
  }

  /** Looks whether a job that was given up has ended after all: a result is kept, and what was not made is paid where its provider says so. */
  async ask(job: JobRecord): Promise<void> {
    const { states, reports, workFor } = this.#parts
    try {
      const work = workFor(job)
      const ref = job.ref ?? (await work.find(job.id))
      const status = ref === null ? null : await work.status(ref)
      if (status?.state === 'done') await this.#results.keep({ ...job, ref }, status, work)
      else if (status?.state === 'failed') states.failedLate(job, status.failure)
      else if (status === null || status.state === 'cancelled') states.failedLate(job, notCharged(job))
      else states.awaited(job)
    } catch (error) {
      reports.stepFailed(job, error)
      states.awaited(job)
    }
  }
}
