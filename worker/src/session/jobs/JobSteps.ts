import { assetKey, isJobOver, type JobFailure } from '@fashion-shoot/protocol'
import { isProblemError } from '../../problem.ts'
import type { Order } from '../../providers/Order.ts'
import { OrderUnknown, ProviderBusy, ProviderFailure, type WorkRef, type WorkStatus } from '../../providers/Provider.ts'
import type { Work } from '../../providers/Work.ts'
import type { EventLog } from '../EventLog.ts'
import { backoff } from './backoff.ts'
import type { JobBook, JobRecord } from './JobBook.ts'
import type { JobReports } from './JobReports.ts'
import type { JobStates } from './JobStates.ts'
import { forgotten, lostResult, noPlace, timedOut, tooLargeResult, unreachable, unusableResult } from './jobFailures.ts'
import { loadResult } from './loadResult.ts'
import { ResultError } from './ResultError.ts'

const BUSY_MS = 4000
/** Most of a minute, by `backoff`: then the person had better know. Nothing is paid by then. */
const SUBMIT_TRIES = 7
/** Some seconds, by `backoff`: a provider may not know at once what it has only just taken. */
const UNKNOWN_TRIES = 4
/** A good minute, by `backoff`: an order that was thought lost has come by then, or never does. */
const LOST_LOOKS = 7
const LOAD_TRIES: Record<ResultError['kind'], number> = { missing: 12, unusable: 2, too_large: 1 }

type Done = Extract<WorkStatus, { state: 'done' }>

export type JobStepsParts = {
  sessionId: string
  owner: string
  bucket: R2Bucket
  log: EventLog
  book: JobBook
  states: JobStates
  reports: JobReports
  /** A job that has not ended by then is given up. */
  deadlineMs: number
  workFor: (order: Order) => Work
}

/** What is done with one job at its provider, a step at a time: order, ask, load the result, stop. */
export class JobSteps {
  readonly #parts: JobStepsParts

  constructor(parts: JobStepsParts) {
    this.#parts = parts
  }

  /** Takes the step that is next for the job as it stands. Says in the job's own states what comes of it, and never throws. */
  async next(job: JobRecord): Promise<void> {
    if (isJobOver(job.state)) {
      await this.#askLate(job)
      return
    }
    try {
      if (Date.now() - job.createdAt > this.#parts.deadlineMs) await this.#giveUp(job)
      else if (job.ref === null) await this.#submit(job)
      else await this.#ask(job, job.ref)
    } catch (error) {
      this.#postpone(job.id, error)
    }
  }

  async #submit(job: JobRecord): Promise<void> {
    const { book, states, workFor } = this.#parts
    const work = workFor(job)
    const isUnwanted = () => book.get(job.id)?.stop !== 'no'
    const found = job.wasSent ? await work.find(job.id) : null
    if (found !== null) states.submitted(job, found)
    else if (isUnwanted()) this.#leaveUnsent(job)
    else {
      const send = await work.prepare(job.id)
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
    states.lookAgain(again, backoff(again.polls, Math.random))
  }

  async #send(job: JobRecord, send: () => Promise<WorkRef>, work: Work): Promise<void> {
    const { states } = this.#parts
    const sent = { ...job, wasSent: true }
    states.write(sent)
    try {
      states.submitted(sent, await send())
    } catch (error) {
      // What the provider has answered is no lost order.
      if (error instanceof ProviderBusy) states.write(job)
      // A first order, thought lost, may have been on its way still: the provider then refuses the second of the same name.
      const first = job.wasSent && error instanceof ProviderFailure ? await work.find(job.id) : null
      if (first === null) throw error
      states.submitted(sent, first)
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
    else if (status.state === 'done') await this.#load(job, status, work)
    else states.goesOn(job, status.state === 'running', work.usualMs, status.message)
  }

  async #load(job: JobRecord, done: Done, work: Work): Promise<void> {
    const { states, reports } = this.#parts
    try {
      await this.#keep(job, done, work)
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
      states.report(again, 0, 'the result did not arrive whole, loading it again')
      states.lookAgain(again, backoff(again.loads, Math.random))
    }
  }

  /** Makes the result a version. Of a shoot that is deleted meanwhile, nothing may stay. */
  async #keep(job: JobRecord, { url, usd }: Done, work: Work): Promise<void> {
    const { states, bucket, log, reports } = this.#parts
    const result = await loadResult(this.#parts, job, url, work)
    if (log.isClosed) {
      await bucket.delete(assetKey(result.assetId))
      reports.unwanted(job)
    } else states.stored(job, result, usd)
  }

  /** Ends a job that takes too long. What it was sent for may come all the same: see `#askLate`. */
  async #giveUp(job: JobRecord): Promise<void> {
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
      if (status?.state === 'done') return await this.#load({ ...job, ref }, status, work)
      if (ref !== null) await work.cancel?.(ref)
    } catch {
      // It is given up either way; what it costs is found out later.
    }
    states.failed(job, timedOut(job, deadlineMs))
  }

  /** Looks whether a job that was given up has ended after all: a result is kept, and what was not made is not paid. */
  async #askLate(job: JobRecord): Promise<void> {
    const { states, reports, workFor } = this.#parts
    try {
      const work = workFor(job)
      const ref = job.ref ?? (await work.find(job.id))
      const status = ref === null ? null : await work.status(ref)
      if (status?.state === 'done') await this.#keep({ ...job, ref }, status, work)
      else if (status === null || status.state === 'failed' || status.state === 'cancelled') states.notCharged(job)
      else states.awaited(job)
    } catch (error) {
      reports.stepFailed(job, error)
      states.awaited(job)
    }
  }

  /** Ends a job that has failed, unless another order is worth it: one, and no more, since each costs time and may cost money. */
  #fail(job: JobRecord, failure: JobFailure, isWorthAnew: boolean): void {
    const { states } = this.#parts
    if (isWorthAnew && !job.wasSentAnew && job.stop === 'no') states.beginsAnew(job)
    else states.failed(job, failure)
  }

  /** After an error: a refusal ends the job, a provider without a free place is waited for, anything else is tried again. */
  #postpone(id: string, error: unknown): void {
    const { book, states, reports, deadlineMs } = this.#parts
    const job = book.open(id)
    if (job === undefined) return
    if (error instanceof ProviderFailure) {
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
      states.report(job, 0, words + long)
      const left = job.createdAt + deadlineMs + 1 - Date.now()
      states.lookAgain(job, Math.min(Math.max(asked ?? 0, ms), Math.max(left, 0)))
    }
    if (error instanceof ProviderBusy && error.isFull) {
      if (job.errors > 0) states.write({ ...job, errors: 0 })
      wait(asked === null ? BUSY_MS * (0.5 + Math.random()) : 0, error.message)
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
    wait(backoff(again.errors, Math.random), 'no answer yet, trying again')
  }
}
