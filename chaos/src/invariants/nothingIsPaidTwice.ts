import type { Evidence } from '../evidence/Evidence.ts'
import type { Order } from '../evidence/readBooks.ts'
import { isPerhapsCharged, jobOf } from './orders.ts'

/**
 * The providers' own books show no inputs paid twice. The person of these shoots never asks for the same again when it is there. The
 * exceptions are orders of which the person was told that they may have been charged, before asking again: one whose answer was
 * lost (fal), one whose result could not be had, and one whose result came too late to count.
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

function isExcused(order: Order, evidence: Evidence): boolean {
  const job = jobOf(order, evidence)
  // That each of these was told is for `jobsAreOneOrder`.
  if (job === undefined) return order.provider === 'fal'
  const cameTooLate = evidence.replay.some(
    ({ event }) => event.type === 'asset' && event.asset.jobId === job.id && event.becomesActive === false,
  )
  return cameTooLate || isPerhapsCharged(job)
}
