import type { SessionEvent } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import { roundUsd } from '../roundUsd.ts'
import type { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'
import { refuse } from './refuse.ts'

type Parts = {
  log: Pick<EventLog, 'append' | 'view'>
  metrics: Pick<Metrics, 'spend'>
  latestTurn: () => string | undefined
  /** What the shoot may spend, USD. */
  budgetUsd: () => number
}
type Item = Extract<SessionEvent, { type: 'cost' }>['item']

/** The session's spend, which lives in its log. */
export class Ledger {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Throws `over_budget` where `usd` more would take the shoot over its budget, and has the log say so: once a turn, since several
   * jobs are asked for at a time. Prices of what is under way count as spent.
   *
   * @param what in the words of a sentence's beginning, such as `The clip 3`
   */
  requireRoom(what: string, usd: number): void {
    const { spentUsd, budgetUsd } = this.#state()
    if (roundUsd(spentUsd + usd) <= budgetUsd) return
    this.#refuse(
      `${what} would take this shoot over its budget: ${inUsd(spentUsd)} of ${inUsd(budgetUsd)} USD are spent, and it costs ${inUsd(usd)} USD.`,
    )
  }

  /** The same where the price is known only afterwards: throws once the budget is spent. */
  requireRest(): void {
    const { spentUsd, budgetUsd } = this.#state()
    if (spentUsd < budgetUsd) return
    this.#refuse(
      `The director stops here, because this shoot has spent its budget: ${inUsd(spentUsd)} of ${inUsd(budgetUsd)} USD.`,
    )
  }

  /**
   * Books an amount in USD that a turn has spent; a negative one gives a reserved price back. The log sums up the latest turn alone:
   * what comes for an earlier one changes the session's sum and nothing else.
   */
  charge(item: Item, price: number, turnId: string): void {
    // Rounded before it is added, so that the costs in the log sum to what the session says.
    const usd = roundUsd(price)
    if (usd === 0) return
    const { log, metrics, latestTurn } = this.#parts
    const { turnUsd, sessionUsd } = log.view.spend
    log.append({
      type: 'cost',
      item,
      usd,
      turnUsd: turnId === latestTurn() ? roundUsd(turnUsd + usd) : turnUsd,
      sessionUsd: roundUsd(sessionUsd + usd),
    })
    metrics.spend(turnId, item, usd)
  }

  /** The latest turn has taken over what an earlier one has paid, in USD: its sum has that from now on. */
  takeOver(item: Item, price: number): void {
    const { log } = this.#parts
    const { turnUsd, sessionUsd } = log.view.spend
    log.append({ type: 'cost', item, usd: 0, turnUsd: roundUsd(turnUsd + price), sessionUsd })
  }

  #state(): { spentUsd: number; budgetUsd: number } {
    const { log, budgetUsd } = this.#parts
    return { spentUsd: log.view.spend.sessionUsd, budgetUsd: budgetUsd() }
  }

  #refuse(message: string): never {
    refuse(this.#parts.log, new ProblemError('over_budget', message))
  }
}

/** As people write it: `0.35`, and `0.075` where cents do not suffice. */
function inUsd(usd: number): string {
  const digits = Number.isInteger(roundUsd(usd * 100)) ? 2 : 3
  return usd.toFixed(digits)
}
