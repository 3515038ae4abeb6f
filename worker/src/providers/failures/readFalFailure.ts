import { z } from 'zod'
import type { ProviderBusy, ProviderFailure } from '../Provider.ts'
import type { FailureRow } from './FailureRow.ts'
import { type Circumstances, failWith } from './failWith.ts'
import { FAL_CALL_FAILURES, FAL_ORDER_FAILURES, falRefused, falUnavailable } from './falFailures.ts'

const Body = z.object({
  detail: z.union([z.string(), z.array(z.object({ msg: z.string(), type: z.string() })).min(1)]).optional(),
  error_type: z.string().optional(),
})

/** Answers that say nothing of the work itself. */
export function isForLater(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/** What fal's answer to a call means. */
export function readFalFailure(status: number, body: unknown, about: Circumstances): ProviderFailure | ProviderBusy {
  const { detail, error_type: requestError } = Body.safeParse(body).data ?? {}
  const [type, reason] = typeof detail === 'object' ? [detail[0]?.type, detail[0]?.msg] : [requestError, detail]
  if (status === 408 || status >= 500) return failWith(falUnavailable, { ...about, reason: String(status) })
  const row = FAL_CALL_FAILURES[status] ?? orderFailure(type)
  return failWith(row, { ...about, reason: reason ?? `status ${status}` })
}

/** What it means that an order has failed for a reason that has a name at fal. */
export function orderFailure(type = '', otherwise = falRefused): FailureRow {
  return (Object.hasOwn(FAL_ORDER_FAILURES, type) && FAL_ORDER_FAILURES[type]) || otherwise
}
