import { isJobOver, type JobRequest, newId } from '@fashion-shoot/protocol'
import { sha256 } from '../../files/sha256.ts'
import { JobBook, type JobRecord } from './JobBook.ts'
import { JobStates, type JobStatesParts } from './JobStates.ts'
import { JobSteps, type JobStepsParts } from './JobSteps.ts'

type Parts = Omit<JobStatesParts, 'book'> & Omit<JobStepsParts, 'book' | 'states'>

/**
 * The session's paid work. A job's price is held and the job written down before the provider hears of it; that it was sent is
 * written before it is sent, and the provider's id before anybody waits; the result is in the bucket before it is an asset.
 */
export class Jobs {
  readonly #parts: Parts
  readonly #book: JobBook
  readonly #states: JobStates
  readonly #steps: JobSteps
  /** What is being done to a job in this moment; nothing else is done to it meanwhile. */
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(parts: Parts) {
    this.#parts = parts
    const book = new JobBook(parts.storage.sql)
    this.#book = book
    this.#states = new JobStates({ ...parts, book })
    this.#steps = new JobSteps({ ...parts, book, states: this.#states })
  }

  get(id: string): JobRecord | undefined {
    return this.#book.get(id)
  }

  all(): JobRecord[] {
    return this.#book.all()
  }

  /** Begins a job, or finds the one that the same request began in the same turn. */
  async begin(request: JobRequest, turnId: string): Promise<JobRecord> {
    const { provider, priceUsd } = this.#parts.workFor(request)
    const fingerprint = await sha256(JSON.stringify([turnId, request]))
    const known = this.#book.withFingerprint(fingerprint)
    if (known !== undefined) return known
    const job: JobRecord = {
      id: newId('job'),
      fingerprint,
      turnId,
      request,
      provider,
      ref: null,
      state: 'reserved',
      priceUsd,
      assetId: null,
      failure: null,
      wasSent: false,
      wasSentAnew: false,
      polls: 0,
      errors: 0,
      createdAt: Date.now(),
    }
    this.#states.reserved(job)
    return job
  }

  /** The job as soon as it is over, or as it stands after `ms`. */
  async wait(id: string, ms: number): Promise<JobRecord | undefined> {
    const end = Date.now() + ms
    for (;;) {
      const job = this.#book.get(id)
      const left = end - Date.now()
      if (job === undefined || isJobOver(job.state) || left <= 0) return job
      await this.#parts.log.grows(left)
    }
  }

  /** Stops the open jobs of a turn where the provider can; returns those that it cannot stop. */
  async cancel(turnId: string): Promise<JobRecord[]> {
    const open = this.#book.all().filter((job) => job.turnId === turnId && !isJobOver(job.state))
    const stop = async (id: string) => {
      const job = this.#book.open(id)
      if (job !== undefined) await this.#steps.stop(job)
    }
    await Promise.all(open.map(({ id }) => this.#alone(id, () => stop(id))))
    return open.flatMap(({ id }) => this.#book.open(id) ?? [])
  }

  /** Takes a job one step on. The schedule calls this. */
  async advance(id: string): Promise<void> {
    if (this.#underWay.has(id)) return
    await this.#alone(id, async () => {
      const job = this.#book.open(id)
      if (job === undefined) this.#states.leave(id)
      else await this.#steps.next(job)
    })
  }

  /** Waits until nobody else works on the job, and then does. */
  async #alone(id: string, step: () => Promise<void>): Promise<void> {
    while (this.#underWay.has(id)) await this.#underWay.get(id)
    const done = step().finally(() => this.#underWay.delete(id))
    this.#underWay.set(id, done)
    await done
  }
}
