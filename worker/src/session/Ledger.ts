import type { SessionEvent } from '@fashion-shoot/protocol'
import type { EventLog } from './EventLog.ts'

type Item = Extract<SessionEvent, { type: 'cost' }>['item']

/** The session's spend, which lives in its log. */
export class Ledger {
  readonly #log: EventLog

  constructor(log: EventLog) {
    this.#log = log
  }

  /** Books an amount in USD; a negative one gives a reserved price back. */
  charge(item: Item, usd: number): void {
    if (usd === 0) return
    const { turnUsd, sessionUsd } = this.#log.view.spend
    this.#log.append({
      type: 'cost',
      item,
      usd: micro(usd),
      turnUsd: micro(turnUsd + usd),
      sessionUsd: micro(sessionUsd + usd),
    })
  }
}

/** Sums stay free of binary dust: whole micro-dollars. */
function micro(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}
