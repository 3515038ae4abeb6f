import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub } from '../http.ts'

/** `GET /api/sessions/:id/spend`: where a shoot's money has gone, job by job. */
export const readSpend = createFactory<OwnedApp>().createHandlers(async (c) => {
  return c.json(await sessionStub(c.env, c.req.param('id') ?? '').spend(c.var.owner))
})
