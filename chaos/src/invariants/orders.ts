import { z } from 'zod'
import type { Evidence } from '../evidence/Evidence.ts'
import type { Order } from '../evidence/readBooks.ts'
import type { JobRow } from '../evidence/readSession.ts'

const Ref = z.object({ id: z.string() })
const Failure = z.object({ message: z.string(), hint: z.string() })

/** The provider's id of a job; null when it has none. */
export function orderOf({ provider_ref: ref }: JobRow): string | null {
  return ref === null ? null : Ref.parse(JSON.parse(ref)).id
}

/** True when the job failed, and the person was told that it may have been charged all the same. */
export function isPerhapsCharged({ failure }: JobRow): boolean {
  if (failure === null) return false
  const { message, hint } = Failure.parse(JSON.parse(failure))
  return /may have been charged/.test(`${message} ${hint}`)
}

/** The job that an order is of: the one that has its id, or whose name the provider keeps with it. */
export function jobOf({ id, jobId }: Order, { tables }: Pick<Evidence, 'tables'>): JobRow | undefined {
  return tables.jobs.find((job) => orderOf(job) === id || job.id === jobId)
}

/** Orders in the providers' books that no job knows. */
export function ordersWithoutJob(evidence: Evidence): Order[] {
  return evidence.books.filter((order) => jobOf(order, evidence) === undefined)
}

/**
 * True for an order of which the person was told that it may have been charged, so that asking again is their choice: one whose answer
 * was lost (fal), one whose result could not be had, and one whose result came too late to count.
 */
export function isExcused(order: Order, evidence: Evidence): boolean {
  const job = jobOf(order, evidence)
  // That each of these was told is for `jobsAreOneOrder`.
  if (job === undefined) return order.provider === 'fal'
  const cameTooLate = evidence.replay.some(
    ({ event }) => event.type === 'asset' && event.asset.jobId === job.id && event.becomesActive === false,
  )
  return cameTooLate || isPerhapsCharged(job)
}
