import type { Evidence } from '../evidence/Evidence.ts'
import { isExcused } from './orders.ts'

/**
 * The providers' own books show no inputs paid twice. The person of these shoots never asks for the same again when it is there. The
 * exceptions are orders of which the person was told, before asking again (`isExcused`).
 */
export function nothingIsPaidTwice(evidence: Evidence): string[] {
  const paid = Map.groupBy(
    evidence.books.filter(({ usd }) => usd > 0),
    ({ inputs }) => inputs,
  )
  return [...paid.values()].flatMap((orders) =>
    orders.filter((order) => !isExcused(order, evidence)).length > 1
      ? [`The same inputs were paid ${orders.length} times: ${JSON.stringify(orders)}.`]
      : [],
  )
}
