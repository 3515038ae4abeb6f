import { SessionId } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { LogFields } from './Logger.ts'

/** What callers send counts as an id only when it looks like one: a line must not hold whatever they like. */
const ID = /^[\w-]{1,64}$/
const TRACE = /^[\da-f]{2}-([\da-f]{32})-/

/**
 * A request as every line about it has it: method, route (`/api/sessions/:id`, not the address), the ids in it, the session that
 * it is about, Cloudflare's ray, and the trace of a caller who sends one. `base` is where the routes stand for a caller who does
 * not name it.
 */
export function describeRequest(c: Context, base = ''): LogFields {
  // The address matches those of middlewares as well, which are shorter.
  const [route = ''] = matchedRoutes(c)
    .map(({ path }) => path)
    .toSorted((a, b) => b.length - a.length)
  const { id, ...others } = Object.fromEntries(Object.entries(c.req.param()).filter(([, value]) => ID.test(value)))
  const isSessions = route.startsWith('/api/sessions/')
  const named = isSessions ? SessionId.safeParse(id).data : undefined
  return {
    method: c.req.method,
    route: route.startsWith(base) ? route : base + route,
    session: c.var.sessionId ?? named,
    ...(!isSessions && id !== undefined && { id }),
    ...others,
    ray: matching(c.req.header('cf-ray'), ID),
    trace: TRACE.exec(c.req.header('traceparent') ?? '')?.[1],
  }
}

function matching(text: string | undefined, form: RegExp): string | undefined {
  return text !== undefined && form.test(text) ? text : undefined
}
