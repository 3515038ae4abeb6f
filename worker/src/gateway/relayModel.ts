import type { Context } from 'hono'
import { ProblemError } from '../problem.ts'
import { readSettings } from '../settings.ts'
import { createLogger } from '../telemetry/Logger.ts'
import type { GatewayApp } from './GatewayApp.ts'

/** The two calls of the Messages API that the director makes. */
const ADDRESSES = ['/v1/messages', '/v1/messages/count_tokens']
/** What the Messages API needs to see of a request's headers; everything else stays here. */
const FORWARDED = ['accept', 'anthropic-beta', 'anthropic-version', 'content-type', 'user-agent']
/** What the Agent SDK reads of an answer's headers: the last three steer its retries. */
const RETURNED = ['content-type', 'request-id', 'retry-after', 'retry-after-ms', 'x-should-retry']
const LIMITS_TOLD = 'anthropic-ratelimit-'

/** Passes a call of the Messages API on with the key in place of the container's token, and its answer back unbuffered. */
export async function relayModel(c: Context<GatewayApp>): Promise<Response> {
  await c.var.session.authorize(c.var.token)
  const { pathname, search } = new URL(c.req.url)
  const path = pathname.slice(pathname.indexOf('/model/') + '/model'.length)
  if (c.req.method !== 'POST' || !ADDRESSES.includes(path)) throw new ProblemError('unknown_address')
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: baseUrl } = readSettings(c.env)
  if (key === undefined) throw new ProblemError('unconfigured', 'The director needs an ANTHROPIC_API_KEY.')
  const headers = pick(c.req.raw.headers, (name) => FORWARDED.includes(name))
  headers.set('x-api-key', key)
  // A redirect is not followed: it would take the key to another host.
  const init: RequestInit = { method: 'POST', headers, body: c.req.raw.body, redirect: 'manual' }
  const answer = await fetch(baseUrl + path + search, init).catch((error: unknown) => {
    createLogger(c.env).error('model_unreachable', { session: c.var.sessionId, error })
    throw new ProblemError('model_unreachable')
  })
  return new Response(answer.body, {
    status: answer.status,
    headers: pick(answer.headers, (name) => RETURNED.includes(name) || name.startsWith(LIMITS_TOLD)),
  })
}

function pick(headers: Headers, isWanted: (name: string) => boolean): Headers {
  return new Headers([...headers].filter(([name]) => isWanted(name)))
}
