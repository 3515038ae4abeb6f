import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub } from '../http.ts'

/** `GET /api/sessions/:id`: the session, its whole view, and the slots whose active version is stale. */
export const readSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  return c.json(await sessionStub(c.env, c.req.param('id') ?? '').describe(c.var.owner))
})
