/** Sees to it that one thing at a time is done to each of many, by name. */
export class OneAtATime {
  readonly #underWay = new Map<string, Promise<void>>()
  /** The names for which something is to be done after what is under way. */
  readonly #next = new Set<string>()

  isUnderWay(name: string): boolean {
    return this.#underWay.has(name)
  }

  /** Waits until nothing else is under way, and then does it. */
  async after(name: string, work: () => Promise<void>): Promise<void> {
    for (let other = this.#underWay.get(name); other !== undefined; other = this.#underWay.get(name)) {
      // How that one ends is for its caller.
      await other.catch(() => undefined)
    }
    const done = work().finally(() => this.#underWay.delete(name))
    this.#underWay.set(name, done)
    await done
  }

  /** The same once, however often it is asked for until then. */
  async onceAfter(name: string, work: () => Promise<void>): Promise<void> {
    if (this.#next.has(name)) return
    this.#next.add(name)
    await this.after(name, () => {
      this.#next.delete(name)
      return work()
    })
  }
}
