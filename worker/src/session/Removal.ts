import { eraseSession, unlistSession } from '../db/eraseSession.ts'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import { withTimeLimit } from '../withTimeLimit.ts'
import { backoff } from './jobs/backoff.ts'
import { resultId } from './jobs/loadResult.ts'
import type { ShootParts } from './shootParts.ts'

/** ms after which an object that has died in the middle of a removal is woken, if nobody else wakes it. */
const GO_ON_MS = 10_000
/** ms that a try may take: whatever does not answer by then counts as failed, or nothing would ever be tried again. */
const TRY_MS = 60_000

/**
 * The end of a shoot. That it has begun is written down first: from then on nobody reaches the shoot, and whatever fails or is cut
 * off is tried again until nothing is left of it. The object's own storage goes last, since it holds what is still to be done.
 */
export class Removal {
  readonly #storage: DurableObjectStorage
  readonly #env: Env
  readonly #parts: ShootParts
  readonly #gone: () => void
  #underWay: Promise<void> | null = null
  /** Tries in a row that failed. */
  #errors = 0

  /** `gone` is called when nothing is left. */
  constructor(storage: DurableObjectStorage, env: Env, parts: ShootParts, gone: () => void) {
    this.#storage = storage
    this.#env = env
    this.#parts = parts
    this.#gone = gone
    if (parts.about.isBeingRemoved) parts.log.close()
  }

  get hasBegun(): boolean {
    return this.#parts.log.isClosed
  }

  /** Resolves when nothing is left. Throws where that takes longer: it then goes on by itself. */
  async begin(): Promise<void> {
    const { about, log, schedule } = this.#parts
    about.beginRemoval()
    log.close()
    schedule.in(GO_ON_MS, 'removal')
    await this.#goOn()
  }

  /** Goes on with what has begun; the alarm calls this. */
  async goOn(): Promise<void> {
    await this.#goOn().catch(() => undefined)
  }

  #goOn(): Promise<void> {
    this.#underWay ??= this.#try().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #try(): Promise<void> {
    const { schedule, logger } = this.#parts
    try {
      await withTimeLimit(TRY_MS, 'To delete a shoot', this.#remove())
    } catch (error) {
      this.#errors += 1
      logger.warn('removal_failed', { errors: this.#errors, error })
      schedule.in(backoff(this.#errors, Math.random), 'removal')
      const detail = 'The shoot is closed, but not all of it could be deleted yet.'
      throw new ProblemError(
        'internal',
        detail,
        'There is nothing to do: what is left is deleted as soon as that can be.',
      )
    }
    await this.#storage.deleteAll()
    this.#gone()
    await this.#storage.deleteAlarm()
    logger.info('session_deleted')
  }

  /** All but the object's own storage. What a provider cannot stop is paid and lost. */
  async #remove(): Promise<void> {
    const { about, log, turns, jobs, files } = this.#parts
    const { id } = about.require()
    jobs.askStop()
    await Promise.all([this.#unlist(id), turns.dismissHost(), jobs.tellProviders()])
    await jobs.giveBackPlaces()
    // A job's result is in the bucket before it is an asset, and may never become one.
    await files.delete([...Object.keys(log.view.assets), ...jobs.all().map(({ id }) => resultId(id))])
    await eraseSession(this.#env, id)
  }

  /** From here on no list shows it: a list asks D1, and not the object. */
  async #unlist(id: string): Promise<void> {
    // A copy that is on its way to D1 would bring back what is erased. No other begins.
    await this.#parts.projection.settled()
    await unlistSession(this.#env, id)
  }
}
