import type { JobFailure } from '@fashion-shoot/protocol'

type Charged = JobFailure['charged']

/** What comes of a failure. */
export type FailureRow = {
  code: string
  /**
   * What happened. `{service}`, `{work}`, `{object}` and `{reason}` stand for who failed, what was to be made, what the provider objects to,
   * and what it says.
   */
  message: string
  /** What the person can do; whether anything was charged is added to it. */
  hint: string
  /** As far as is known beforehand; what the provider says of it goes before. */
  charged: Charged
  /**
   * `never`: the same order would fail again · `asked`: it may succeed, when a person asks for it · `anew`: it often succeeds, and is
   * made by itself, once, where the first costs nothing · `later`: the call is made again; an order, where it may be charged, only after
   * it was looked for · `place`: it is made again when there is a free place.
   */
  retry: 'never' | 'asked' | 'anew' | 'later' | 'place'
}
