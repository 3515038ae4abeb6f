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

/** Orders in the providers' books that no job knows. */
export function ordersWithoutJob({ tables, books }: Evidence): Order[] {
  const known = new Set(tables.jobs.map(orderOf))
  return books.filter(({ id }) => !known.has(id))
}
