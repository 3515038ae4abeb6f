import type { Schedule } from '../Schedule.ts'
import type { JobBook, JobRecord } from './JobBook.ts'
import { PLACE_SCHEDULE } from './JobPlaces.ts'
import { pollPause } from './pollPause.ts'

/** The shortest that a job waits that was given up. */
const LATE_MS = 60_000
/** For a provider who says itself when it is done: how far it is, it does not, and that word may get lost. */
const REPORTED_MS = 5000

export type JobLooksParts = {
  book: JobBook
  schedule: Schedule
  /** A job that has not ended by then is given up. */
  deadlineMs: number
  /** Where the job's provider says that it is done; null where it does not, or cannot reach us. */
  hookUrl: (job: JobRecord) => string | null
}

/** The name under which the schedule keeps a job's next look. */
const scheduleName = (jobId: string) => `job:${jobId}`

/** When each job is looked at next. */
export class JobLooks {
  readonly #parts: JobLooksParts

  constructor(parts: JobLooksParts) {
    this.#parts = parts
  }

  again(job: JobRecord, ms: number): void {
    this.#parts.schedule.in(ms, scheduleName(job.id))
  }

  /** In `ms`, or at the job's deadline where that comes first. */
  inTime(job: JobRecord, ms: number): void {
    const left = job.createdAt + this.#parts.deadlineMs + 1 - Date.now()
    this.again(job, Math.min(ms, Math.max(left, 0)))
  }

  /** When its provider may be done with it. */
  atProvider(job: JobRecord): void {
    const isReported = job.stop === 'no' && this.#parts.hookUrl(job) !== null
    this.again(job, isReported ? REPORTED_MS : pollPause(job.polls))
  }

  /** For what was given up and may come all the same: ever more rarely. */
  late(job: JobRecord): void {
    this.again(job, Math.max(LATE_MS, (Date.now() - job.createdAt) / 8))
  }

  /** Never again: the job is over, or unknown. A place that it has is given back. */
  never(id: string): void {
    const { book, schedule } = this.#parts
    schedule.cancel(scheduleName(id))
    if (book.get(id)?.hasPlace === true) schedule.in(0, PLACE_SCHEDULE + id)
  }

  /** Never again, because all is known of it: also what it has cost, which the dispatcher is told. */
  settled(id: string): void {
    // Its place may be given back already, where nobody had thought that anything would come.
    this.#parts.book.setPlace(id, true)
    this.never(id)
  }
}
