/** More than this many at once are not kept: then it begins anew. */
const MOST = 1000

/**
 * Remembers for a while whose a token is, by its hash. Only what was found is kept, and no longer than `ms`, so a revoked token is
 * refused that soon everywhere, and a new one counts at once.
 */
export class RecentOwners {
  readonly #ms: number
  readonly #now: () => number
  readonly #known = new Map<string, { owner: string; until: number }>()

  constructor(ms: number, now: () => number) {
    this.#ms = ms
    this.#now = now
  }

  /** The owner, by memory or else by `look`. Throws what `look` throws. */
  async ownerOf(hash: string, look: () => Promise<string | null>): Promise<string | null> {
    const known = this.#known.get(hash)
    if (known !== undefined && this.#now() < known.until) return known.owner
    const until = this.#now() + this.#ms
    const owner = await look()
    if (this.#known.size >= MOST) this.#known.clear()
    if (owner === null) this.#known.delete(hash)
    else this.#known.set(hash, { owner, until })
    return owner
  }
}
