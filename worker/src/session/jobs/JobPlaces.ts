import { isJobOver } from '@fashion-shoot/protocol'
import type { Dispatcher } from '../../dispatch/Dispatcher.ts'
import { withTimeLimit } from '../../withTimeLimit.ts'
import type { Schedule } from '../Schedule.ts'
import { backoff } from './backoff.ts'
import { bookedUsd } from './bookedUsd.ts'
import type { JobBook, JobRecord } from './JobBook.ts'
import type { JobReports } from './JobReports.ts'
import type { JobStates } from './JobStates.ts'
import { overDailyCap } from './jobFailures.ts'

/** ms; who is given a place is told at once, so this is for a word that was lost. */
const WAIT_MS = 30_000
/** ms for an answer that takes milliseconds. */
const CALL_MS = 10_000

/** The name under which the schedule keeps that a job's place is to be given back. */
export const PLACE_SCHEDULE = 'place:'

export type JobPlacesParts = {
  sessionId: string
  book: JobBook
  states: JobStates
  schedule: Schedule
  reports: JobReports
  dispatcher: () => Pick<DurableObjectStub<Dispatcher>, 'acquire' | 'release'>
  /** False for what demo servers make: it costs nobody anything. */
  isPaid: (job: JobRecord) => boolean
}

/** The places that this session's jobs have at their providers. The dispatcher, which all sessions share, gives and takes them. */
export class JobPlaces {
  readonly #parts: JobPlacesParts
  /** Jobs that are asking for a place in this moment. */
  readonly #asking = new Map<string, Promise<unknown>>()
  /** Calls of the dispatcher in a row that failed. */
  #errors = 0

  constructor(parts: JobPlacesParts) {
    this.#parts = parts
  }

  /** True when the job may be ordered now. Else it waits, or has failed; its states say so. */
  async take(job: JobRecord): Promise<boolean> {
    const { sessionId, book, states, reports, dispatcher, isPaid } = this.#parts
    const { id: jobId, provider } = job
    // Before it is asked for: a place of which the answer is lost is given back all the same.
    book.setPlace(jobId, true)
    const usd = isPaid(job) ? job.priceUsd : 0
    const asked = this.#call(dispatcher().acquire({ jobId, sessionId, provider, usd }))
    this.#asking.set(
      jobId,
      asked.catch(() => undefined),
    )
    try {
      const answer = await asked
      if (answer === 'over_cap') states.failed(job, overDailyCap(job))
      if (answer === 'wait') states.waits(job, WAIT_MS, 'waits for a place: others are being made first')
      return answer === 'granted'
    } catch (error) {
      reports.stepFailed(job, error)
      states.waits(job, backoff(this.#errors, Math.random), 'waits for a place')
      return false
    } finally {
      this.#asking.delete(jobId)
    }
  }

  /** Tells the dispatcher that a job's place is free, and what the job has cost. Where it does not hear it, it is told again. */
  async giveBack(id: string): Promise<void> {
    const { schedule } = this.#parts
    try {
      await this.#release(id)
      schedule.cancel(PLACE_SCHEDULE + id)
    } catch {
      schedule.in(backoff(this.#errors, Math.random), PLACE_SCHEDULE + id)
    }
  }

  /** Gives back all that a session has which ends here. Throws where the dispatcher does not hear it. */
  async giveBackAll(): Promise<void> {
    await Promise.all(this.#parts.book.all().map(({ id }) => this.#release(id)))
  }

  async #release(id: string): Promise<void> {
    const { book, dispatcher, isPaid } = this.#parts
    // An answer that is on its way may bring the place.
    await this.#asking.get(id)
    const job = book.get(id)
    if (job?.hasPlace !== true) return
    // What was never ordered is not, of a session that ends here.
    const isFree = !isPaid(job) || !(job.wasSent || isJobOver(job.state))
    const usd = isFree ? 0 : bookedUsd(job)
    await this.#call(dispatcher().release(id, usd))
    book.setPlace(id, false)
  }

  async #call<Value>(answer: Promise<Value>): Promise<Value> {
    try {
      const value = await withTimeLimit(CALL_MS, 'The dispatcher', answer)
      this.#errors = 0
      return value
    } catch (error) {
      this.#errors += 1
      throw error
    }
  }
}
