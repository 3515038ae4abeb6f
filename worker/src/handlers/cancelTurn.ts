import { createFactory } from 'hono/factory'
import { type App, sessionStub } from '../http.ts'

/** `POST /api/sessions/:id/cancel`: stops the running turn. */
export const cancelTurn = createFactory<App>().createHandlers(async (c) => {
  await sessionStub(c.env, c.req.param('id') ?? '').cancel()
  return c.body(null, 202)
})
