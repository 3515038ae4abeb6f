import type { JobFailure } from '@fashion-shoot/protocol'

/** A call that is not answered by then is given up and made again; a photo of 30 MB goes up in less. */
export const CALL_MS = 60_000
/** A result that has not arrived whole by then is loaded again. */
export const DOWNLOAD_MS = 5 * 60_000

/** What a provider says of a piece of work. */
export type WorkStatus =
  | { state: 'waiting' | 'running'; message?: string }
  | { state: 'done'; url: string }
  | { state: 'failed'; failure: JobFailure }

/** The provider's own name of a piece of work: all that is needed to ask for it after a restart. */
export type WorkRef = { id: string; model: string }

/** A provider's answer that ends a job, in words for a person. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly failure: JobFailure

  constructor(failure: JobFailure) {
    super(failure.message)
    this.failure = failure
  }
}
