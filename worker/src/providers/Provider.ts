import type { JobFailure } from '@fashion-shoot/protocol'

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
