import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub } from '../http.ts'

/** `POST /api/sessions/:id/cancel`: stops the running turn. */
export const cancelTurn = createFactory<OwnedApp>().createHandlers(async (c) => {
  await sessionStub(c.env, c.req.param('id') ?? '').cancel(c.var.owner)
  return c.body(null, 202)
})
