import { z } from 'zod'
import type { ProviderBusy, ProviderFailure } from '../Provider.ts'
import type { FailureRow } from './FailureRow.ts'
import { type Circumstances, failWith } from './failWith.ts'
import { FAL_CALL_FAILURES, FAL_ORDER_FAILURES, falRedirects, falRefused, falUnavailable } from './falFailures.ts'

const Detail = z.object({ msg: z.string(), type: z.string(), loc: z.array(z.unknown()).optional() })
const Body = z.object({
  detail: z.union([z.string(), z.tuple([Detail]).rest(z.unknown())]).optional(),
  error_type: z.string().optional(),
})

/** Answers that say nothing of the work itself. */
export function isForLater(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

/**
 * Whether an order that is so answered may have been taken all the same: an edge's 502 or 504 says nothing of that. What fal itself
 * refuses, it says in a `detail`.
 */
export function mayBeTaken(status: number, body: unknown): boolean {
  const isFals = (status === 500 || status === 503) && Body.safeParse(body).data?.detail !== undefined
  return status === 408 || (status >= 500 && !isFals)
}

/** What fal's answer to a call means. */
export function readFalFailure(status: number, body: unknown, about: Circumstances): ProviderFailure | ProviderBusy {
  if (status === 408 || status >= 500) return failWith(falUnavailable, { ...about, reason: String(status) })
  if (status >= 300 && status < 400) return failWith(falRedirects, { ...about, reason: String(status) })
  const { detail, error_type } = Body.safeParse(body).data ?? {}
  const model = typeof detail === 'object' ? detail[0] : undefined
  const row = FAL_CALL_FAILURES[status] ?? orderFailure(model?.type ?? error_type)
  const reason = model?.msg ?? (typeof detail === 'string' ? detail : `status ${status}`)
  return failWith(row, { ...about, reason, object: objectAt(model?.loc) })
}

/** What a person calls the part of an order to which a model objects. */
function objectAt([, field]: unknown[] = []): string | undefined {
  if (field === 'prompt') return 'these words'
  return typeof field === 'string' && field.includes('image') ? 'one of the photos' : undefined
}

/** What it means that an order has failed for a reason that has a name at fal. */
export function orderFailure(type = '', otherwise = falRefused): FailureRow {
  return (Object.hasOwn(FAL_ORDER_FAILURES, type) && FAL_ORDER_FAILURES[type]) || otherwise
}
