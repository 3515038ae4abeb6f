import { PatchSession } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub, valid } from '../http.ts'
import { requireClipModel } from '../providers/requireClipModel.ts'
import { readSettings } from '../settings.ts'

/** `PATCH /api/sessions/:id`: rename, archive, set the budget and the models, or change when the director stops. */
export const patchSession = createFactory<OwnedApp>().createHandlers(valid('json', PatchSession), async (c) => {
  const changes = c.req.valid('json')
  if (changes.clipModel !== undefined) requireClipModel(changes.clipModel, readSettings(c.env))
  return c.json(await sessionStub(c.env, c.req.param('id') ?? '').patch(c.var.owner, changes))
})
