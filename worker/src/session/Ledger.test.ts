import { emptyView, reduce, type SessionEvent, type SessionView } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { createLogger } from '../telemetry/Logger.ts'
import { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'
import { Ledger } from './Ledger.ts'

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
  const ledger = new Ledger(log, new Metrics(undefined, 'session', createLogger({})), () => latest)
  return { ledger, costs, spend: () => view.spend }
}

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
