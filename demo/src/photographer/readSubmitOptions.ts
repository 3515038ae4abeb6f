import type { HonoRequest } from 'hono'
import { z } from 'zod'

/** fal's client sends nothing shorter, s. */
const SHORTEST_START = 1

const schema = z.object({
  fal_webhook: z.url({ protocol: /^https?$/, error: 'fal_webhook must be an http or https URL' }).optional(),
  'x-fal-request-timeout': z.coerce
    .number('X-Fal-Request-Timeout must be a number of seconds')
    .min(SHORTEST_START, `X-Fal-Request-Timeout must be at least ${SHORTEST_START} s`)
    .optional(),
  'x-fal-queue-priority': z.enum(['normal', 'low'], 'X-Fal-Queue-Priority must be normal or low').optional(),
  'x-fal-no-retry': z.literal('1', 'X-Fal-No-Retry must be 1').optional(),
  'x-fal-store-io': z.enum(['0', '1'], 'X-Fal-Store-IO must be 0 or 1').optional(),
})

export type SubmitOptions = {
  /** Where to report the end of the request. */
  webhook?: string | undefined
  /** ms after which it is given up unless it has been started. */
  startWithinMs?: number | undefined
}

/**
 * What a submit asks of the queue. Priority, retries and storage are checked for their values alone: they change nothing that
 * can be seen here.
 * @returns the words of a refusal for a wrong value
 */
export function readSubmitOptions(request: HonoRequest): SubmitOptions | string {
  const header = (name: string) => [name, request.header(name)] as const
  const names = Object.keys(schema.shape).filter((name) => name.startsWith('x-'))
  const parsed = schema.safeParse({
    fal_webhook: request.query('fal_webhook'),
    ...Object.fromEntries(names.map(header)),
  })
  if (!parsed.success) return parsed.error.issues.map(({ message }) => message).join('; ')
  const seconds = parsed.data['x-fal-request-timeout']
  return { webhook: parsed.data.fal_webhook, startWithinMs: seconds && 1_000 * seconds }
}
