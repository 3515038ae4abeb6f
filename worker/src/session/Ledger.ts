import type { SessionEvent } from '@fashion-shoot/protocol'
import type { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'

type Log = Pick<EventLog, 'append' | 'view'>
type Item = Extract<SessionEvent, { type: 'cost' }>['item']

/** The session's spend, which lives in its log. */
export class Ledger {
  readonly #log: Log
  readonly #metrics: Metrics

  constructor(log: Log, metrics: Metrics) {
    this.#log = log
    this.#metrics = metrics
  }

  /** Books an amount in USD that a turn has spent; a negative one gives a reserved price back. */
  charge(item: Item, price: number, turnId: string): void {
    // Rounded before it is added, so that the costs in the log sum to what the session says.
    const usd = micro(price)
    if (usd === 0) return
    const { turnUsd, sessionUsd } = this.#log.view.spend
    this.#log.append({
      type: 'cost',
      item,
      usd,
      turnUsd: micro(turnUsd + usd),
      sessionUsd: micro(sessionUsd + usd),
    })
    this.#metrics.spend(turnId, item, usd)
  }
}

/** Sums stay free of binary dust: whole micro-dollars. */
function micro(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}
