/** Wakes one who waits, and says why. A ring while nobody waits is not heard: who means to wait looks first, and waits at once. */
export class Bell<Reason> {
  #hear: (why: Reason) => void = () => {}

  ring(why: Reason): void {
    this.#hear(why)
  }

  /** Resolves with the first ring from now on. */
  rung(): Promise<Reason> {
    return new Promise((resolve) => {
      this.#hear = resolve
    })
  }
}
