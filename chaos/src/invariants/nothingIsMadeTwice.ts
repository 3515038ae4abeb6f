import { JobRequest } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'
import { isExcused, jobOf } from './orders.ts'

/**
 * No two paid jobs of one turn and slot have the same words. A turn that was cut off and goes on asks for the same again, and what it
 * asks for may be built on what it had made: an edited frame, edited once more in the same words, has other inputs, and would pass for
 * another order. The exceptions are those of `nothingIsPaidTwice`.
 */
export function nothingIsMadeTwice(evidence: Evidence): string[] {
  const paid = evidence.books.filter((order) => order.usd > 0 && !isExcused(order, evidence))
  const jobs = new Set(paid.flatMap((order) => jobOf(order, evidence) ?? []))
  const asked = Map.groupBy(jobs, ({ turn_id: turn, request }) => {
    const made = JobRequest.parse(JSON.parse(request))
    return JSON.stringify({ turn, slot: made.slot, ...('prompt' in made && { prompt: made.prompt }) })
  })
  return [...asked].flatMap(([what, same]) =>
    same.length > 1 ? [`Paid ${same.length} times, by ${same.map(({ id }) => id).join(' and ')}: ${what}.`] : [],
  )
}
