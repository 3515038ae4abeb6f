/** A body that is not what it should be: it broke off (`cut`), or is longer than it may be (`too_large`). */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly kind: 'cut' | 'too_large'

  constructor(kind: SourceError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
