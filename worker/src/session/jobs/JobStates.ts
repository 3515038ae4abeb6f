import { type Asset, inputsOf, isJobOver, type JobFailure, stageOfSlot } from '@fashion-shoot/protocol'
import type { WorkRef } from '../../providers/Provider.ts'
import type { EventLog } from '../EventLog.ts'
import { isToldInTurn } from '../isToldInTurn.ts'
import type { Ledger } from '../Ledger.ts'
import { jobRow, type Projection } from '../Projection.ts'
import type { Versions } from '../Versions.ts'
import { backoff } from './backoff.ts'
import { becomesActive } from './becomesActive.ts'
import type { JobRecord } from './JobBook.ts'
import { JobLooks, type JobLooksParts } from './JobLooks.ts'
import { JobProgress, type JobWord } from './JobProgress.ts'
import type { JobReports } from './JobReports.ts'
import { isAtWork, isAwaited, isCharged } from './jobFailures.ts'
import { jobsGoOn } from './jobsGoOn.ts'
import type { LoadedResult } from './loadResult.ts'

/** ms after which a job that was just given up is looked at for the first time. */
const FIRST_LATE_MS = 60_000

export type JobStatesParts = {
  sessionId: string
  log: EventLog
  ledger: Ledger
  projection: Projection
  versions: Versions
  reports: JobReports
  /** The turn that is running, if one is. */
  runningTurn: () => string | undefined
  /** Asks about a stage that a turn's late result has completed, where nobody else does. */
  askAboutLate: (turnId: string, asset: Asset) => void
} & JobLooksParts

/** The states that a job goes through. Each is written together with all that it means: log, spend, versions and next look. */
export class JobStates {
  readonly looks: JobLooks
  readonly #parts: JobStatesParts
  readonly #progress: JobProgress

  constructor(parts: JobStatesParts) {
    this.looks = new JobLooks(parts)
    this.#parts = parts
    this.#progress = new JobProgress(parts.log)
  }

  /** Holds the price of a new job, and has it begin. */
  reserved(job: JobRecord): void {
    const { book, projection, ledger, log } = this.#parts
    const { slot } = job.request
    log.transaction(() => {
      book.add(job)
      projection.mark('job', job.id)
      ledger.charge(slot, job.priceUsd, job.turnId)
      log.append({ type: 'progress', slot, stage: stageOfSlot(slot), fraction: 0 })
    })
    this.looks.again(job, 0)
  }

  /** A turn has asked for what an earlier one has left open: the job is its own now, with all that it costs. */
  takenOver(job: JobRecord, turnId: string, fingerprint: string): JobRecord {
    const { book, projection, ledger, log } = this.#parts
    log.transaction(() => {
      book.setTurn(job.id, turnId, fingerprint)
      book.setStop(job.id, 'no')
      projection.mark('job', job.id)
      ledger.takeOver(job.request.slot, job.priceUsd)
    })
    return { ...job, turnId, fingerprint, stop: 'no' }
  }

  /** The provider has taken the order and named it. */
  submitted(job: JobRecord, ref: WorkRef): void {
    const submitted: JobRecord = { ...job, ref, state: 'submitted', polls: 0, errors: 0 }
    this.write(submitted)
    this.looks.atProvider(submitted)
    this.#parts.reports.submitted(submitted)
  }

  /** The provider has said that it is not done. */
  goesOn(job: JobRecord, isRunning: boolean, usualMs: number, message: string | undefined): void {
    const state = isRunning ? 'running' : job.state
    const open: JobRecord = { ...job, state, polls: job.polls + 1, errors: 0 }
    this.write(open)
    this.report(open, { usualMs, message, waits: !isRunning })
    this.looks.atProvider(open)
  }

  /** The result is in the bucket: it becomes a version. `billedUsd` takes the place of the estimate, where the provider has told it. */
  stored(job: JobRecord, { assetId, facts }: LoadedResult, billedUsd: number | null): void {
    const { log, ledger, versions, reports, askAboutLate } = this.#parts
    const { slot } = job.request
    const isActive = becomesActive(job, this.#parts)
    const usd = billedUsd ?? job.priceUsd
    log.transaction(() => {
      this.write({ ...job, state: 'stored', assetId, failure: null, billedUsd })
      ledger.charge(slot, usd - job.priceUsd, this.#turnOf(job))
      const file = { ...facts, madeFrom: inputsOf(job.request) }
      askAboutLate(job.turnId, versions.add(assetId, slot, file, { jobId: job.id, becomesActive: isActive }))
    })
    this.looks.settled(job.id)
    // What was given up has been counted with its price already.
    reports.stored(job, isJobOver(job.state) ? usd - job.priceUsd : usd)
  }

  /** A job that was given up goes on to be looked at, ever more rarely. */
  awaited(job: JobRecord): void {
    this.looks.late(job)
  }

  /** A job that was given up as possibly charged has turned out to have failed: its price goes back where that was free. */
  failedLate(job: JobRecord, failure: JobFailure): void {
    this.#parts.log.transaction(() => {
      this.write({ ...job, failure })
      if (!isCharged(failure)) this.#giveBack(job)
    })
    this.looks.settled(job.id)
  }

  /** Ends a job without a result, and says why. Its price stays in the books unless nothing was charged; what may still come is awaited. */
  failed(job: JobRecord, failure: JobFailure): void {
    const { log } = this.#parts
    log.transaction(() => {
      this.#end(job, 'failed', failure)
      const { charged: _, ...words } = failure
      if (!isToldInTurn(log.view, ({ message }) => message === words.message)) log.append({ type: 'error', ...words })
    })
    const ended: JobRecord = { ...job, state: 'failed', failure }
    if (!isAtWork(ended)) this.looks.never(job.id)
    if (isAwaited(ended, Date.now())) this.looks.again(ended, FIRST_LATE_MS)
  }

  /** The provider was told to stop the job, and does or cannot. */
  stopAnswered(job: JobRecord, isStopping: boolean): void {
    const { book, log } = this.#parts
    log.transaction(() => {
      book.setStop(job.id, isStopping ? 'asked' : 'too_late')
      if (!isStopping) log.append(jobsGoOn([job]))
    })
  }

  /** The job was stopped in time, and costs nothing. */
  cancelled(job: JobRecord): void {
    const words = { code: 'cancelled', message: 'Stopped.', hint: 'Ask for it again.' }
    this.#end(job, 'cancelled', { ...words, retryable: true, charged: 'no' })
    this.looks.never(job.id)
  }

  /** Forgets the order, and has the job begin anew: a little later, since what broke down over one may be busy getting up. */
  beginsAnew(job: JobRecord): void {
    this.write({ ...job, ref: null, state: 'reserved', wasSent: false, wasSentAnew: true })
    this.looks.again(job, backoff(2, Math.random))
  }

  /** The job waits before its provider can be asked: says for what, and looks again in `ms`, at its deadline at the latest. */
  waits(job: JobRecord, ms: number, message: string): void {
    this.report(job, { usualMs: 0, message, waits: true })
    this.looks.inTime(job, ms)
  }

  /** Says how far the job is. */
  report(job: JobRecord, word: JobWord): void {
    this.#progress.tell(job, word)
  }

  write(job: JobRecord): void {
    const { sessionId, projection, book } = this.#parts
    const before = book.get(job.id)
    book.update(job)
    // Most writes only note that the provider was asked once more, which is nothing that D1 holds.
    const isNews =
      before === undefined || JSON.stringify(jobRow(sessionId, before)) !== JSON.stringify(jobRow(sessionId, job))
    if (isNews) projection.mark('job', job.id)
  }

  #end(job: JobRecord, state: 'failed' | 'cancelled', failure: JobFailure): void {
    const { slot } = job.request
    const { book, log, reports } = this.#parts
    const isPaid = isCharged(failure)
    log.transaction(() => {
      this.write({ ...job, state, failure })
      book.dropFingerprint(job.id)
      if (!isPaid) this.#giveBack(job)
      log.append({ type: 'progress', slot, stage: stageOfSlot(slot), state, message: failure.message })
    })
    reports.ended(job, state, failure.code, isPaid ? job.priceUsd : 0)
  }

  #giveBack(job: JobRecord): void {
    this.#parts.ledger.charge(job.request.slot, -job.priceUsd, this.#turnOf(job))
  }

  /** The turn whose job it is by now. */
  #turnOf(job: JobRecord): string {
    return (this.#parts.book.get(job.id) ?? job).turnId
  }
}
