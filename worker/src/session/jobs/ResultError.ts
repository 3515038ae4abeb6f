/**
 * A result that a provider says is there, and that cannot be had: `missing` is worth many tries, `unusable` (not what was
 * ordered, or damaged) one more, `too_large` none.
 */
export class ResultError extends Error {
  override readonly name = 'ResultError'
  readonly kind: 'missing' | 'unusable' | 'too_large'

  constructor(kind: ResultError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
