import { roundUsd, type SessionEvent, type Slot } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'
import { refuse } from './refuse.ts'
import type { Shortage } from './Shortage.ts'

type Parts = {
  log: Pick<EventLog, 'append' | 'view'>
  metrics: Pick<Metrics, 'spend'>
  latestTurn: () => string | undefined
  /** What the shoot may spend, USD. */
  budgetUsd: () => number
  shortage: Shortage
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
   */
  requireRoom(slot: Slot, usd: number): void {
    const amounts = this.#amounts()
    if (roundUsd(amounts.spentUsd + usd) <= amounts.budgetUsd) return
    this.#refuse(this.#parts.shortage.ofJob(slot, usd, amounts))
  }

  /** The same where the price is known only afterwards: throws once the budget is spent. */
  requireRest(): void {
    const amounts = this.#amounts()
    if (amounts.spentUsd < amounts.budgetUsd) return
    this.#refuse(this.#parts.shortage.ofAnswer(amounts))
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

  #amounts(): { spentUsd: number; budgetUsd: number } {
    const { log, budgetUsd } = this.#parts
    return { spentUsd: log.view.spend.sessionUsd, budgetUsd: budgetUsd() }
  }

  #refuse({ message, shortfall }: ReturnType<Shortage['ofAnswer']>): never {
    const hint = `Raise the budget to $${shortfall.enoughUsd}, which is likely to suffice for the rest, and say “try again”. Everything made so far is kept.`
    refuse(this.#parts.log, new ProblemError('over_budget', message, hint), shortfall)
  }
}
