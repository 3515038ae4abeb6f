import type { DeclaredFault, Kind, Route } from './DeclaredFault.ts'

type Entry = { declared: DeclaredFault; passed: number; used: number }

/** The faults that a test has declared, and how often each has happened. */
export class FaultBook {
  #entries: Entry[] = []

  /** Takes the place of all that was declared before. */
  declare(faults: readonly DeclaredFault[]): void {
    this.#entries = faults.map((declared) => ({ declared, passed: 0, used: 0 }))
  }

  /** In the order in which they were declared. */
  state(): (DeclaredFault & { used: number })[] {
    return this.#entries.map(({ declared, used }) => ({ ...declared, used }))
  }

  /** What goes wrong with the request that has just come in on a route: of several faults, the one declared first. */
  take(route: Route): Kind | undefined {
    for (const entry of this.#entries) {
      const { route: wanted, skip, times, fault } = entry.declared
      if (wanted !== route || entry.used === times) continue
      if (entry.passed < skip) {
        entry.passed += 1
        continue
      }
      entry.used += 1
      return fault
    }
    return undefined
  }
}
