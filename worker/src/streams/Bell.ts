/** Wakes one who waits. What rings while nobody waits is heard by who waits next, once. */
export class Bell {
  #rings = Promise.withResolvers<void>()

  ring(): void {
    this.#rings.resolve()
  }

  /** Resolves when it has rung since it was last heard. */
  async rung(): Promise<void> {
    await this.#rings.promise
    this.#rings = Promise.withResolvers()
  }
}
