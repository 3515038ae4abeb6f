import type { Context } from 'hono'
import { ProblemError } from '../problem.ts'
import { readSettings } from '../settings.ts'
import type { GatewayApp } from './GatewayApp.ts'

/** What the Messages API needs to see of a request's headers; everything else stays here. */
const FORWARDED = ['accept', 'anthropic-beta', 'anthropic-version', 'content-type', 'user-agent']

/** Passes a call of the Messages API on with the key in place of the container's token, and its answer back unbuffered. */
export async function relayModel(c: Context<GatewayApp>): Promise<Response> {
  await c.var.session.authorize(c.var.token)
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: baseUrl } = readSettings(c.env)
  if (key === undefined) throw new ProblemError('unconfigured', 'The director needs an ANTHROPIC_API_KEY.')
  const { pathname, search } = new URL(c.req.url)
  const headers = new Headers({ 'x-api-key': key })
  for (const name of FORWARDED) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const path = pathname.slice(pathname.indexOf('/model/') + '/model'.length)
  const answer = await fetch(baseUrl + path + search, { method: c.req.method, headers, body: c.req.raw.body })
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}
