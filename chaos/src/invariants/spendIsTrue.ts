import { JobRequest } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'
import { isPerhapsCharged, jobOf } from './orders.ts'

/**
 * The spend in the ledger is what the providers' books say, slot by slot. The exception: a job of which the person was told that it
 * may have been charged stays in the ledger at its price. The director's own spend is what the gateway counts of its answers, and has no
 * books to be held to.
 */
export function spendIsTrue(evidence: Evidence): string[] {
  const { replay, tables, books, view } = evidence
  const ledger = new Map<string, number>()
  let total = 0
  for (const { event } of replay) {
    if (event.type !== 'cost') continue
    total += event.usd
    if (event.item !== 'model') ledger.set(event.item, (ledger.get(event.item) ?? 0) + event.usd)
  }
  const due = new Map<string, number>()
  for (const job of tables.jobs) {
    const { slot } = JobRequest.parse(JSON.parse(job.request))
    const paid = books.filter((order) => jobOf(order, evidence) === job).reduce((sum, { usd }) => sum + usd, 0)
    const usd = isPerhapsCharged(job) ? job.price_usd : paid
    due.set(slot, (due.get(slot) ?? 0) + usd)
  }
  const wrong = [...new Set([...ledger.keys(), ...due.keys()])].flatMap((slot) => {
    const [booked, owed] = [ledger.get(slot) ?? 0, due.get(slot) ?? 0]
    return isSame(booked, owed) ? [] : [`The ledger has ${booked} USD for ${slot}, the providers ${owed} USD.`]
  })
  if (!isSame(total, view.spend.sessionUsd))
    wrong.push(`The costs sum to ${total} USD, the session says ${view.spend.sessionUsd}.`)
  return wrong
}

/** To the micro-dollar. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6
}
