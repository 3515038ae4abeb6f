import { z } from 'zod'
import { ProblemError } from '../problem.ts'

/** ms by which the time of a delivery may differ from ours; fal recommends this. */
export const DELIVERY_MS = 5 * 60_000

/** What fal's signature is over, beside the body: `request_id \n user_id \n timestamp \n SHA-256 of the body in hex`. */
export type Delivery = {
  requestId: string
  userId: string
  /** s since the epoch */
  timestamp: string
  /** In lower-case hex. */
  signature: string
}

const Delivery = z.object({
  requestId: z.string().trim().min(1),
  userId: z.string().trim().min(1),
  timestamp: z.string().regex(/^\d{1,12}$/),
  signature: z
    .string()
    .regex(/^[\da-f]{128}$/i)
    .transform((hex) => hex.toLowerCase()),
})

/**
 * The headers `X-Fal-Webhook-…` of a delivery at the time `now` (ms since the epoch). Whether fal has signed them is not said.
 *
 * @throws ProblemError `hook_refused` when one is missing or malformed, and when its time is not about now: it may be an old one, sent again
 */
export function readDelivery(headers: Headers, now: number): Delivery {
  const delivery = Delivery.safeParse({
    requestId: headers.get('x-fal-webhook-request-id'),
    userId: headers.get('x-fal-webhook-user-id'),
    timestamp: headers.get('x-fal-webhook-timestamp'),
    signature: headers.get('x-fal-webhook-signature'),
  })
  if (!delivery.success) {
    throw new ProblemError('hook_refused', 'One of the four headers that fal signs is missing or malformed.')
  }
  if (Math.abs(now - Number(delivery.data.timestamp) * 1000) > DELIVERY_MS) {
    throw new ProblemError('hook_refused', 'This was signed more than five minutes ago, or is yet to be.')
  }
  return delivery.data
}
