import { SessionId } from '@fashion-shoot/protocol'
import { bodyLimit } from 'hono/body-limit'
import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { sha256 } from '../files/sha256.ts'
import { type App, sessionStub } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { readSettings, type Settings } from '../settings.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { FalKeys } from './FalKeys.ts'
import { readDelivery } from './readDelivery.ts'

const KEYS_URL = 'rest.fal.ai/.well-known/jwks.json'
/** What is delivered holds a result, which may be a whole picture where somebody orders it so; nothing of it is used. */
const MOST_BYTES = 1024 * 1024

/** Only what becomes part of an address later has a form. */
const Report = z.object({ request_id: z.string().regex(/^[\w-]{1,64}$/) })

/** One for each place where fal's hosts are reached, of which a deployment has one. */
const keys = new Map<string, FalKeys>()

const factory = createFactory<App>()

/**
 * `POST /api/hooks/fal/:session/:job`: fal says that an order is over. Nobody signs in here: fal's signature says whose word it is
 * (https://docs.fal.ai/model-endpoints/webhooks). It decides nothing, and its result is not read: the job is looked at, and
 * asks fal itself. Whatever fal has signed is answered alike, whether there is such a shoot and such a job or not.
 */
export const falHook = factory.createHandlers(
  factory.createMiddleware(async (c, next) => {
    // Where no order names this address, there is nothing at it.
    if (readSettings(c.env).PUBLIC_URL === undefined) throw new ProblemError('unknown_address')
    await next()
  }),
  bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw new ProblemError('hook_too_large')
    },
  }),
  async (c) => {
    const { requestId, userId, timestamp, signature } = readDelivery(c.req.raw.headers, Date.now())
    const body = new Uint8Array(await c.req.arrayBuffer())
    const message = [requestId, userId, timestamp, await sha256(body)].join('\n')
    const isByFal = await keysFor(readSettings(c.env))
      .haveSigned(new TextEncoder().encode(message), Uint8Array.fromHex(signature))
      .catch((error: unknown) => {
        createLogger(c.env).error('hook_keys_unreachable', { error })
        throw new ProblemError('hook_keys_unreachable')
      })
    if (!isByFal) throw new ProblemError('hook_refused')
    const report = Report.safeParse(await new Response(body).json().catch(() => null))
    if (!report.success) throw new ProblemError('invalid_request', 'The body names no request.')
    const session = SessionId.safeParse(c.req.param('session')).data
    if (session !== undefined) {
      await sessionStub(c.env, session).hear(c.req.param('job') ?? '', report.data.request_id, signature)
    }
    return c.body(null, 200)
  },
)

function keysFor({ FAL_BASE_URL }: Settings): FalKeys {
  const url = FAL_BASE_URL === undefined ? `https://${KEYS_URL}` : `${FAL_BASE_URL}/${KEYS_URL}`
  // Wrapped, because the runtime's fetch refuses to be called as somebody's method.
  const known = keys.get(url) ?? new FalKeys({ url, fetch: (...call) => fetch(...call), now: Date.now })
  keys.set(url, known)
  return known
}
