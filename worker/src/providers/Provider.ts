import type { JobFailure } from '@fashion-shoot/protocol'
import { z } from 'zod'

/** A call that is not answered by then is given up and made again; a photo of 30 MB goes up in less. */
export const CALL_MS = 60_000
/** A result that has not arrived whole by then is loaded again. */
export const DOWNLOAD_MS = 5 * 60_000

/** What a provider says of a piece of work. */
export type WorkStatus =
  | { state: 'waiting' | 'running'; message?: string }
  /** `usd` is what the provider has billed, null where it does not say. */
  | { state: 'done'; url: string; usd: number | null }
  | { state: 'failed'; failure: JobFailure; isWorthAnew: boolean }
  | { state: 'cancelled' }

/** The provider's own name of a piece of work: all that is needed to ask for it after a restart. */
export const WorkRef = z.object({ id: z.string(), model: z.string() })
export type WorkRef = z.infer<typeof WorkRef>

/**
 * A provider's refusal, in words for a person. That of an order ends its job. That of another call, which is always charged 'no', says
 * nothing of an order that was taken before: the work goes on there.
 */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly failure: JobFailure
  /** True when the same order, sent once more, may well succeed. */
  readonly isWorthAnew: boolean

  constructor(failure: JobFailure, isWorthAnew = false) {
    super(failure.message)
    this.failure = failure
    this.isWorthAnew = isWorthAnew
  }
}

/** The provider does not know an order that it has taken: it knows it not yet, or not any more. */
export class OrderUnknown extends Error {
  override readonly name = 'OrderUnknown'
}

/** The provider has answered that it does nothing now: it may be asked again later. */
export class ProviderBusy extends Error {
  override readonly name = 'ProviderBusy'
  /** True when it has no free place, which passes by itself; false when something is wrong with it. */
  readonly isFull: boolean
  /** True where an order that was so answered may have been taken all the same, as when the answer is that its time ran out. */
  readonly mayBeTaken: boolean
  /** ms after which it wants to be asked again; null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(message: string, about: Pick<ProviderBusy, 'isFull' | 'mayBeTaken' | 'retryAfterMs'>) {
    super(message)
    this.isFull = about.isFull
    this.mayBeTaken = about.mayBeTaken
    this.retryAfterMs = about.retryAfterMs
  }
}
