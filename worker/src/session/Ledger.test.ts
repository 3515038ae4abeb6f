import { emptyView, reduce, type SessionEvent, type SessionView } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { createLogger } from '../telemetry/Logger.ts'
import { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'
import { Ledger } from './Ledger.ts'
import { Shortage } from './Shortage.ts'

/** A ledger over an empty log; `latest` is the turn that began last. */
function openLedger(latest: string) {
  const costs: number[] = []
  let view: SessionView = emptyView
  const append = (event: SessionEvent) => {
    if (event.type === 'cost') costs.push(event.usd)
    view = reduce(view, { seq: view.lastSeq + 1, event })
    return view.lastSeq
  }
  const log: Pick<EventLog, 'append' | 'view'> = {
    append,
    get view() {
      return view
    },
  }
  const metrics = new Metrics(undefined, 'session', createLogger({}))
  const budget = { usd: 1 }
  const shortage = new Shortage({
    unmade: () => ['clip_1', 'clip_2', 'clip_3', 'clip_4', 'clip_5'],
    restUsd: (stage) => (stage === 'hero' ? 0.15 : 0),
  })
  const ledger = new Ledger({ log, metrics, latestTurn: () => latest, budgetUsd: () => budget.usd, shortage })
  return { ledger, costs, budget, append, spend: () => view.spend, errors: () => errorsOf(view) }
}

const errorsOf = ({ conversation }: SessionView) =>
  conversation.flatMap((item) => (item.kind === 'error' ? item.message : []))

it('has room up to the last cent of the budget, and says once a turn that there is no more', () => {
  const { ledger, budget, append, errors } = openLedger('turn')
  append({ type: 'user_message', turnId: 'turn', text: 'Go.', at: new Date(0).toISOString() })
  ledger.charge('hero', 0.65, 'turn')
  ledger.requireRoom('clip_1', 0.35)
  ledger.charge('clip_1', 0.35, 'turn')
  const words = "Five clips cost $1.75; nothing of this shoot's budget is left."
  for (const clip of ['clip_2', 'clip_3'] as const) expect(() => ledger.requireRoom(clip, 0.35)).toThrow(words)
  expect(errors()).toEqual([words])
  expect(() => ledger.requireRoom('clip_6', 0.35)).toThrow('Six clips cost $2.10')
  budget.usd = 1.0749
  expect(() => ledger.requireRoom('frame_2', 0.075)).toThrow(
    "Frame 2 costs $0.075; $0.07 of this shoot's budget is left",
  )
  budget.usd = 1.35
  ledger.requireRoom('clip_2', 0.35)
})

it('says sums that are those of its entries, to the micro-dollar, whatever fractions were spent', () => {
  const { ledger, costs, spend } = openLedger('turn')
  for (const usd of [0.0021234, 0.0034564, 0.15, 0.0000004, 0.0071236, -0.15]) ledger.charge('model', usd, 'turn')
  const sum = costs.reduce((total, usd) => total + usd, 0)
  expect(spend().sessionUsd).toBeCloseTo(sum, 9)
  expect(costs).toEqual([0.002123, 0.003456, 0.15, 0.007124, -0.15])
})

it('leaves the latest turn alone where an earlier one is given something back', () => {
  const { ledger, spend } = openLedger('later')
  ledger.charge('hero', 0.15, 'later')
  ledger.charge('frame_1', -0.15, 'earlier')
  expect(spend()).toEqual({ turnUsd: 0.15, sessionUsd: 0 })
})

it('has the latest turn sum up what it takes over, and the session not twice', () => {
  const { ledger, spend } = openLedger('later')
  ledger.charge('clip_1', 0.35, 'earlier')
  ledger.takeOver('clip_1', 0.35)
  expect(spend()).toEqual({ turnUsd: 0.35, sessionUsd: 0.35 })
  ledger.charge('clip_1', -0.35, 'later')
  expect(spend()).toEqual({ turnUsd: 0, sessionUsd: 0 })
})
