import { createMiddleware } from 'hono/factory'
import type { OwnedApp } from '../http.ts'
import { readSettings } from '../settings.ts'
import { endWhenRefused } from './endWhenRefused.ts'
import { identify } from './identify.ts'
import { refuseCaller } from './refuseCaller.ts'
import { waysIn } from './waysIn.ts'

/** Lets nobody pass but those who can be made out, and tells the routes behind it who that is. */
export const requireIdentity = createMiddleware<OwnedApp>(async (c, next) => {
  const settings = readSettings(c.env)
  const { raw: request } = c.req
  const owner = await identify(request, c.env, settings)
  if (owner === null) return await refuseCaller(c, await waysIn(c.env, settings))
  c.set('owner', owner)
  await next()
  const { body, headers } = c.res
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true
  if (settings.LOOPBACK || !isStream || body === null) return
  const isStillThere = async () => (await identify(request, c.env, settings)) === owner
  c.res = new Response(endWhenRefused(body, isStillThere), c.res)
})
