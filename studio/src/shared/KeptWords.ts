/** A browser's own storage: the local one, or that of a tab. */
type Storing = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Words that a browser keeps under a name. Where it keeps nothing, as some do by their settings, nothing is found again, and all else goes on. */
export class KeptWords {
  readonly #storage: () => Storing

  /** `storage` is asked for each time: a browser may throw already then. */
  constructor(storage: () => Storing) {
    this.#storage = storage
  }

  read(name: string): string | undefined {
    try {
      return this.#storage().getItem(name) ?? undefined
    } catch {
      return undefined
    }
  }

  /** Empty words leave nothing behind. */
  write(name: string, words: string): void {
    try {
      if (words === '') this.#storage().removeItem(name)
      else this.#storage().setItem(name, words)
    } catch {
      // Nothing is kept.
    }
  }
}
