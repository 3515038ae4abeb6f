import { isJobOver, type JobFailure } from '@fashion-shoot/protocol'
import { isProblemError } from '../../problem.ts'
import type { Order } from '../../providers/Order.ts'
import { OrderUnknown, ProviderBusy, ProviderFailure, type WorkRef } from '../../providers/Provider.ts'
import type { Work } from '../../providers/Work.ts'
import type { EventLog } from '../EventLog.ts'
import { backoff } from './backoff.ts'
import type { JobBook, JobRecord } from './JobBook.ts'
import type { JobPlaces } from './JobPlaces.ts'
import type { JobReports } from './JobReports.ts'
import { JobResults } from './JobResults.ts'
import type { JobStates } from './JobStates.ts'
import { forgotten, isOfCall, unreachable } from './jobFailures.ts'
import { LateJobs } from './LateJobs.ts'

const BUSY_MS = 4000
/** Most of a minute, by `backoff`: then the person had better know. Nothing is paid by then. */
const SUBMIT_TRIES = 7
/** Some seconds, by `backoff`: a provider may not know at once what it has only just taken. */
const UNKNOWN_TRIES = 4
/** A good minute, by `backoff`: an order that was thought lost has come by then, or never does. */
const LOST_LOOKS = 7
const NO_ANSWER = 'no answer yet, trying again'

export type JobStepsParts = {
  sessionId: string
  owner: string
  bucket: R2Bucket
  log: EventLog
  book: JobBook
  states: JobStates
  places: JobPlaces
  reports: JobReports
  /** A job that has not ended by then is given up. */
  deadlineMs: number
  workFor: (order: Order) => Work
  /** Where the job's provider says that it is done; null where it does not, or cannot reach us. */
  hookUrl: (job: JobRecord) => string | null
}

/** What is done with one job at its provider, a step at a time: order, ask, load the result, stop. */
export class JobSteps {
  readonly #parts: JobStepsParts
  readonly #results: JobResults
  readonly #late: LateJobs

  constructor(parts: JobStepsParts) {
    this.#parts = parts
    this.#results = new JobResults(parts)
    this.#late = new LateJobs(parts, this.#results)
  }

  /** Takes the step that is next for the job as it stands. Says in the job's own states what comes of it, and never throws. */
  async next(job: JobRecord): Promise<void> {
    if (isJobOver(job.state)) {
      await this.#late.ask(job)
      return
    }
    try {
      if (Date.now() - job.createdAt > this.#parts.deadlineMs) await this.#late.giveUp(job)
      else if (job.ref === null) await this.#submit(job)
      else await this.#ask(job, job.ref)
    } catch (error) {
      this.#postpone(job.id, error)
    }
  }

  async #submit(job: JobRecord): Promise<void> {
    const { book, states, places, workFor, hookUrl } = this.#parts
    const work = workFor(job)
    const isUnwanted = () => book.get(job.id)?.stop !== 'no'
    const found = job.wasSent ? await work.find(job.id) : null
    if (found !== null) states.submitted(job, found)
    else if (isUnwanted()) this.#leaveUnsent(job)
    // One that was sent has its place.
    else if (job.wasSent || (await places.take(job))) {
      const send = await work.prepare(job.id, hookUrl(job))
      if (isUnwanted()) this.#leaveUnsent(job)
      // One that was sent may be on its way still: sent again under its name, it is the same order.
      else await this.#send(job, send, work)
    }
  }

  /** Ends a stopped job that the provider does not have, once it is sure that no order is on its way there. */
  #leaveUnsent(job: JobRecord): void {
    const { states } = this.#parts
    if (!job.wasSent || job.polls >= LOST_LOOKS) {
      states.cancelled(job)
      return
    }
    const again: JobRecord = { ...job, polls: job.polls + 1, errors: 0 }
    states.write(again)
    states.looks.again(again, backoff(again.polls, Math.random))
  }

  async #send(job: JobRecord, send: () => Promise<WorkRef>, work: Work): Promise<void> {
    const { states } = this.#parts
    const sent = { ...job, wasSent: true }
    states.write(sent)
    try {
      states.submitted(sent, await send())
    } catch (error) {
      // What the provider has not taken is no lost order.
      if (error instanceof ProviderBusy && !error.mayBeTaken) states.write(job)
      if (!(error instanceof ProviderFailure)) throw error
      // A first order, thought lost, may have been on its way still: the provider then refuses the second of the same name.
      const first = job.wasSent ? await work.find(job.id) : null
      if (first === null) this.#fail(sent, error.failure, error.isWorthAnew)
      else states.submitted(sent, first)
    }
  }

  /** Asks how the work stands, after having it stopped where the person wants that. */
  async #ask(job: JobRecord, ref: WorkRef): Promise<void> {
    const { states, workFor } = this.#parts
    const work = workFor(job)
    if (job.stop === 'wanted') states.stopAnswered(job, (await work.cancel?.(ref)) === true)
    const status = await work.status(ref)
    if (status.state === 'failed') this.#fail(job, status.failure, status.isWorthAnew)
    else if (status.state === 'cancelled') states.cancelled(job)
    else if (status.state === 'done') await this.#results.load(job, status, work)
    else states.goesOn(job, status.state === 'running', work.usualMs, status.message)
  }

  /** Ends a job that has failed, unless another order is worth it: one, and no more, since each costs time and may cost money. */
  #fail(job: JobRecord, failure: JobFailure, isWorthAnew: boolean): void {
    const { states } = this.#parts
    if (isWorthAnew && !job.wasSentAnew && job.stop === 'no') states.beginsAnew(job)
    else states.failed(job, failure)
  }

  /**
   * After an error: what the provider says of the order ends the job, one without a free place is waited for, anything else is tried
   * again. Who was sent the order and refuses another call, because its key or its account is no good any more, makes it all the same.
   */
  #postpone(id: string, error: unknown): void {
    const { book, states, reports } = this.#parts
    const job = book.open(id)
    if (job === undefined) return
    if (error instanceof ProviderFailure && !isOfCall(job, error)) {
      this.#fail(job, error.failure, error.isWorthAnew)
      return
    }
    if (isProblemError(error) && !job.wasSent) {
      const { code, message, hint } = error
      states.failed(job, { code, message, hint, retryable: false, charged: 'no' })
      return
    }
    const asked = error instanceof ProviderBusy ? error.retryAfterMs : null
    const wait = (ms: number, words: string) => {
      const long = asked !== null && asked >= 1000 ? `, asked to wait ${Math.ceil(asked / 1000)} s` : ''
      states.waits(job, Math.max(asked ?? 0, ms), words + long)
    }
    if (error instanceof ProviderBusy && error.isFull) {
      if (job.errors > 0) states.write({ ...job, errors: 0 })
      wait(asked === null ? BUSY_MS * (0.5 + Math.random()) : 0, job.ref === null ? error.message : NO_ANSWER)
      return
    }
    const again: JobRecord = { ...job, errors: job.errors + 1 }
    reports.stepFailed(again, error)
    if (error instanceof OrderUnknown && again.errors >= UNKNOWN_TRIES) {
      states.failed(again, forgotten(job))
      return
    }
    // One that was sent may have been taken: it is not given up before its time.
    if (!job.wasSent && again.errors >= SUBMIT_TRIES) {
      states.failed(again, unreachable(job))
      return
    }
    states.write(again)
    wait(backoff(again.errors, Math.random), error instanceof ProviderFailure ? error.message : NO_ANSWER)
  }
}
