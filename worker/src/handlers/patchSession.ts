import { PatchSession } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

/** `PATCH /api/sessions/:id`: rename, archive, set the budget and the models, or change when the director stops. */
export const patchSession = createFactory<OwnedApp>().createHandlers(valid('json', PatchSession), async (c) => {
  return c.json(await sessionStub(c.env, c.req.param('id') ?? '').patch(c.var.owner, c.req.valid('json')))
})
