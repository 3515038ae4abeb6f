import type { JobRequest } from '@fashion-shoot/protocol'
import { photosLost } from '../../providers/fal.ts'
import { ProviderBusy, ProviderFailure, type WorkRef } from '../../providers/Provider.ts'
import type { Work } from '../../providers/Work.ts'
import type { JobBook, JobRecord } from './JobBook.ts'
import type { JobReports } from './JobReports.ts'
import type { JobStates } from './JobStates.ts'
import { lostResult, timedOut, unreachable, unusableResult } from './jobFailures.ts'
import { loadResult } from './loadResult.ts'

const LONGEST_WAIT_MS = 5000
const BUSY_MS = 4000
/** A job that has not ended by then is given up; a provider's own limit is far below. */
const DEADLINE_MS = 30 * 60_000
const SUBMIT_TRIES = 5
const DOWNLOAD_TRIES = 12

export type JobStepsParts = {
  owner: string
  bucket: R2Bucket
  book: JobBook
  states: JobStates
  reports: JobReports
  workFor: (request: JobRequest) => Work
}

/** What is done with one open job at its provider, a step at a time: order, ask, load the result, stop. */
export class JobSteps {
  readonly #parts: JobStepsParts

  constructor(parts: JobStepsParts) {
    this.#parts = parts
  }

  /** Submits the job, or asks the provider how it stands. */
  async next(job: JobRecord): Promise<void> {
    try {
      if (Date.now() - job.createdAt > DEADLINE_MS) this.#parts.states.failed(job, timedOut(job), job.ref !== null)
      else if (job.ref === null) await this.#submit(job)
      else await this.#poll(job, job.ref)
    } catch (error) {
      this.#postpone(job.id, error)
    }
  }

  /** Stops a job if the provider can; one that it cannot stop goes on, and its result is kept. */
  async stop(job: JobRecord): Promise<void> {
    const { ref } = job
    const stopped =
      ref === null
        ? !job.wasSent
        : await this.#parts
            .workFor(job.request)
            .cancel(ref)
            .catch(() => false)
    if (stopped) this.#parts.states.cancelled(job)
  }

  async #submit(job: JobRecord): Promise<void> {
    const { states, workFor } = this.#parts
    const work = workFor(job.request)
    const found = job.wasSent ? await work.find(job.id) : null
    if (found !== null) {
      states.submitted(job, found)
      return
    }
    const send = await work.prepare(job.id)
    const sent = { ...job, wasSent: true }
    states.write(sent)
    try {
      states.submitted(sent, await send())
    } catch (error) {
      // What the provider has answered is no lost order.
      if (error instanceof ProviderBusy) states.write(job)
      throw error
    }
  }

  async #poll(job: JobRecord, ref: WorkRef): Promise<void> {
    const { states, workFor } = this.#parts
    const work = workFor(job.request)
    const status = await work.status(ref)
    if (status.state === 'failed') states.failed(job, status.failure)
    else if (status.state === 'done') await this.#store(job, status.url, work)
    else states.goesOn(job, status.state === 'running', work.usualMs, status.message)
  }

  /** Copies the result to the bucket, and only then says that there is a new version. */
  async #store(job: JobRecord, url: string, work: Work): Promise<void> {
    const { states } = this.#parts
    const result = await loadResult(this.#parts, job, url, work)
    if (result === 'unusable') states.failed(job, unusableResult(job), true)
    else if (result !== 'missing') states.stored(job, result)
    else if (job.errors >= DOWNLOAD_TRIES) states.failed(job, lostResult(job), true)
    else throw new Error('The result could not be loaded.')
  }

  /** After an error: a refusal ends the job, a provider without a free place is waited for, anything else is tried again. */
  #postpone(id: string, error: unknown): void {
    const { book, states, reports } = this.#parts
    const job = book.open(id)
    if (job === undefined) return
    if (error instanceof ProviderFailure) {
      if (error.failure === photosLost && !job.wasSentAnew) states.beginsAnew(job)
      else states.failed(job, error.failure, error.mayBeCharged)
      return
    }
    if (error instanceof ProviderBusy && error.isFull) {
      states.report(job, 0, error.message)
      states.lookAgain(job, BUSY_MS)
      return
    }
    const again: JobRecord = { ...job, errors: job.errors + 1 }
    reports.stepFailed(again, error)
    if (job.ref === null && again.errors >= SUBMIT_TRIES) {
      states.failed(again, unreachable(job))
      return
    }
    states.write(again)
    states.report(again, 0, 'no answer yet, trying again')
    states.lookAgain(again, Math.min(500 * 2 ** again.errors, LONGEST_WAIT_MS))
  }
}
