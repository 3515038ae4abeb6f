import type { SessionEvent } from '@fashion-shoot/protocol'
import type { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'

type Log = Pick<EventLog, 'append' | 'view'>
type Item = Extract<SessionEvent, { type: 'cost' }>['item']

/** The session's spend, which lives in its log. */
export class Ledger {
  readonly #log: Log
  readonly #metrics: Metrics
  readonly #latestTurn: () => string | undefined

  constructor(log: Log, metrics: Metrics, latestTurn: () => string | undefined) {
    this.#log = log
    this.#metrics = metrics
    this.#latestTurn = latestTurn
  }

  /**
   * Books an amount in USD that a turn has spent; a negative one gives a reserved price back. The log sums up the latest turn alone:
   * what comes for an earlier one changes the session's sum and nothing else.
   */
  charge(item: Item, price: number, turnId: string): void {
    // Rounded before it is added, so that the costs in the log sum to what the session says.
    const usd = micro(price)
    if (usd === 0) return
    const { turnUsd, sessionUsd } = this.#log.view.spend
    this.#log.append({
      type: 'cost',
      item,
      usd,
      turnUsd: turnId === this.#latestTurn() ? micro(turnUsd + usd) : turnUsd,
      sessionUsd: micro(sessionUsd + usd),
    })
    this.#metrics.spend(turnId, item, usd)
  }

  /** The latest turn has taken over what an earlier one has paid, in USD: its sum has that from now on. */
  takeOver(item: Item, price: number): void {
    const { turnUsd, sessionUsd } = this.#log.view.spend
    this.#log.append({ type: 'cost', item, usd: 0, turnUsd: micro(turnUsd + price), sessionUsd })
  }
}

/** Sums stay free of binary dust: whole micro-dollars. */
function micro(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}
