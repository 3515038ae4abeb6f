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

/** A provider's answer that ends a job, in words for a person. */
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

/** The provider has answered, and has done nothing: it may be asked again later. */
export class ProviderBusy extends Error {
  override readonly name = 'ProviderBusy'
  /** True when it has no free place, which passes by itself; false when something is wrong with it. */
  readonly isFull: boolean
  /** ms after which it wants to be asked again; null when it did not say. */
  readonly retryAfterMs: number | null

  constructor(message: string, isFull: boolean, retryAfterMs: number | null) {
    super(message)
    this.isFull = isFull
    this.retryAfterMs = retryAfterMs
  }
}
