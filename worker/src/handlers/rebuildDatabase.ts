import { RebuildRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { rebuild } from '../db/rebuild.ts'
import { type OwnedApp, valid } from '../http.ts'

/** `POST /api/admin/rebuild`: one step of making D1 anew; `npm run db:rebuild` takes one after the other. */
export const rebuildDatabase = createFactory<OwnedApp>().createHandlers(valid('json', RebuildRequest), async (c) => {
  return c.json(await rebuild(c.env, c.req.valid('json').cursor))
})
