import { isJobOver, type JobRequest, newId, type Slot } from '@fashion-shoot/protocol'
import type { Order } from '../../providers/Order.ts'
import { findSameEdit } from './findSameEdit.ts'
import { JobBook, type JobRecord } from './JobBook.ts'
import { JobPlaces, type JobPlacesParts } from './JobPlaces.ts'
import { JobStates, type JobStatesParts } from './JobStates.ts'
import { JobSteps, type JobStepsParts } from './JobSteps.ts'
import { isAwaited } from './jobFailures.ts'
import { jobsGoOn } from './jobsGoOn.ts'
import { OneAtATime } from './OneAtATime.ts'
import { isLost, takeUpLost } from './takeUpLost.ts'

/** The longest that stopping a turn waits for the providers. */
const STOP_MS = 5000

type Parts = {
  storage: DurableObjectStorage
  orderFor: (request: JobRequest) => Order
  /** Throws where the person wants to see first what is ordered, and has not approved this order for this turn. */
  requireApproved: (order: Order, turnId: string) => void
} & Omit<JobStatesParts, 'book'> &
  Omit<JobPlacesParts, 'book' | 'states'> &
  Omit<JobStepsParts, 'book' | 'states' | 'places'>

/**
 * The session's paid work. A job's price is held and the job written down before the provider hears of it; that it was sent is
 * written before it is sent, and the provider's id before anybody waits; the result is in the bucket before it is an asset.
 */
export class Jobs {
  readonly #parts: Parts
  readonly #book: JobBook
  readonly #states: JobStates
  readonly #places: JobPlaces
  readonly #steps: JobSteps
  readonly #work = new OneAtATime()

  constructor(parts: Parts) {
    this.#parts = parts
    const book = new JobBook(parts.storage.sql)
    this.#book = book
    const states = new JobStates({ ...parts, book })
    const places = new JobPlaces({ ...parts, book, states })
    this.#states = states
    this.#places = places
    this.#steps = new JobSteps({ ...parts, book, states, places })
  }

  get(id: string): JobRecord | undefined {
    return this.#book.get(id)
  }

  all(): JobRecord[] {
    return this.#book.all()
  }

  /** What has been asked for so far, oldest first. */
  requests(): JobRequest[] {
    return this.all().map(({ request }) => request)
  }

  /** The slots for which something is on its way. */
  openSlots(): Slot[] {
    return this.#open().map(({ request }) => request.slot)
  }

  /**
   * Begins a job, or finds the one that the same request began in the same turn, be it over or not: so whoever asks again after a
   * crash pays once. One that an earlier turn left open goes over to this turn.
   */
  begin(request: JobRequest, turnId: string): JobRecord {
    const { orderFor, workFor, requireApproved, ledger } = this.#parts
    const order = orderFor(request)
    const { priceUsd } = workFor(order)
    const fingerprint = JSON.stringify([turnId, request])
    const known = this.#book.withFingerprint(fingerprint)
    if (known !== undefined) return known
    const all = this.#book.all()
    const edit = findSameEdit(
      request,
      all.filter((job) => job.turnId === turnId),
      this.#parts.log.view.assets,
    )
    if (edit !== undefined) return edit
    const left = all.find((job) => isLeftFor(order, job))
    if (left !== undefined) return this.#states.takenOver(left, turnId, fingerprint)
    requireApproved(order, turnId)
    ledger.requireRoom(request.slot, priceUsd)
    const job: JobRecord = {
      id: newId('job'),
      fingerprint,
      turnId,
      ...order,
      ref: null,
      state: 'reserved',
      priceUsd,
      billedUsd: null,
      assetId: null,
      failure: null,
      wasSent: false,
      wasSentAnew: false,
      polls: 0,
      errors: 0,
      loads: 0,
      stop: 'no',
      hasPlace: false,
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

  /** Writes down of all that is open that it is to be stopped, and says what cannot be. */
  askStop(): void {
    const { log } = this.#parts
    const open = this.#open().filter(({ stop }) => stop === 'no')
    const tooLate = open.filter((job) => job.wasSent && !this.#canStop(job))
    log.transaction(() => {
      for (const job of open) {
        this.#book.setStop(job.id, tooLate.includes(job) ? 'too_late' : 'wanted')
        // Whatever it waits for: should the object die now, its next life looks at once.
        this.#states.looks.again(job, 0)
      }
      if (tooLate.length > 0) log.append(jobsGoOn(tooLate))
    })
  }

  /** Has the providers stop what is to be stopped. */
  async tellProviders(): Promise<void> {
    const wanted = this.#open().filter(({ stop }) => stop === 'wanted')
    // What goes wrong with one shows again, and is logged, at its next look.
    const told = Promise.allSettled(wanted.map(({ id }) => this.#work.after(id, () => this.#step(id))))
    // Nobody who stops a turn waits for long; what is under way then is stopped as soon as that can be.
    await Promise.race([told, scheduler.wait(STOP_MS)])
  }

  /** Takes a job one step on. The schedule calls this. */
  async advance(id: string): Promise<void> {
    if (!this.#work.isUnderWay(id)) await this.#work.after(id, () => this.#step(id))
  }

  /** Looks at a job now, whatever it waits for, because there is news of it: after any look under way, which may have been too early. */
  async look(id: string): Promise<void> {
    await this.#work.onceAfter(id, () => this.#step(id))
  }

  /**
   * A provider says that it is done with the order that it has under this id. True where that is the job's own; an order that was
   * thought lost is known by it.
   */
  async hear(id: string, orderId: string): Promise<boolean> {
    // The answer to the order may be on its way still, and names it unless it gets lost.
    if (isLost(this.#book.get(id))) {
      await this.#work.after(id, async () => {
        const job = this.#book.get(id)
        const ref = isLost(job) ? this.#parts.workFor(job).refOf?.(orderId) : undefined
        if (isLost(job) && ref !== undefined) takeUpLost(job, ref, this.#states)
      })
    }
    return this.#book.get(id)?.ref?.id === orderId
  }

  /** Gives back the place of a job that is over. The schedule calls this. */
  async giveBackPlace(id: string): Promise<void> {
    await this.#places.giveBack(id)
  }

  /** Gives back the places of all jobs, of a session that ends here. Throws where the dispatcher does not hear it. */
  async giveBackPlaces(): Promise<void> {
    await this.#places.giveBackAll()
  }

  #open(): JobRecord[] {
    return this.#book.all().filter(({ state }) => !isJobOver(state))
  }

  async #step(id: string): Promise<void> {
    const job = this.#book.get(id)
    const isOpen = job !== undefined && (!isJobOver(job.state) || isAwaited(job, Date.now()))
    if (isOpen) await this.#steps.next(job)
    else this.#states.looks.never(id)
  }

  #canStop(job: JobRecord): boolean {
    try {
      return this.#parts.workFor(job).cancel !== null
    } catch {
      // Its provider's key has been taken away.
      return false
    }
  }
}

/** Whether an open job, of whatever turn, is this very request's, and has not been told to stop. */
function isLeftFor({ request, model }: Order, job: JobRecord): boolean {
  const isGoingOn = !isJobOver(job.state) && (job.stop === 'no' || job.stop === 'too_late')
  return isGoingOn && job.model === model && JSON.stringify(job.request) === JSON.stringify(request)
}
