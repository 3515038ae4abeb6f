import { isLastLine, type RunnerLine } from '@fashion-shoot/protocol'

/** One turn's way out: lines that come after its last one, from a tool that Stop left behind, go nowhere. */
export type Turn = {
  emit(line: RunnerLine): void
  /** True once a tool has said that only the person can help: the model is not asked again. */
  endsAfterTools?: boolean
}

/** The turns of a conversation, one at a time, and the lines that they say. */
export class Turns {
  readonly #write: (line: RunnerLine) => void
  #running: Turn | null = null
  #whenIdle: (() => void)[] = []

  constructor(write: (line: RunnerLine) => void) {
    this.#write = write
  }

  get running(): boolean {
    return this.#running !== null
  }

  /** Throws an Error while a turn runs: the host sends the next only after its last line. */
  begin(): Turn {
    if (this.#running !== null) throw new Error('A turn is running already.')
    const turn: Turn = {
      emit: (line) => {
        if (this.#running !== turn) return
        if (isLastLine(line)) this.#running = null
        this.#write(line)
        if (isLastLine(line)) this.#settle()
      },
    }
    this.#running = turn
    return turn
  }

  /** The running turn; between turns one that says nothing. */
  current(): Turn {
    return this.#running ?? { emit: () => {} }
  }

  /** Resolves when no turn runs. */
  idle(): Promise<void> {
    if (this.#running === null) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  #settle(): void {
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}
