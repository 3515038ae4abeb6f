import { emptyView, reduce, type SessionEvent, type SessionView } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { createLogger } from '../telemetry/Logger.ts'
import { Metrics } from '../telemetry/Metrics.ts'
import type { EventLog } from './EventLog.ts'
import { Ledger } from './Ledger.ts'

it('says sums that are those of its entries, to the micro-dollar, whatever fractions were spent', () => {
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
  const ledger = new Ledger(log, new Metrics(undefined, 'session', createLogger({})))
  for (const usd of [0.0021234, 0.0034564, 0.15, 0.0000004, 0.0071236, -0.15]) ledger.charge('model', usd, 'turn')
  const sum = costs.reduce((total, usd) => total + usd, 0)
  expect(view.spend.sessionUsd).toBeCloseTo(sum, 9)
  expect(costs).toEqual([0.002123, 0.003456, 0.15, 0.007124, -0.15])
})
