import { ActivateRequest, Slot } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions/:id/slots/:slot/active`: makes an earlier version active. */
export const activateVersion = createFactory<OwnedApp>().createHandlers(
  valid('param', z.object({ id: z.string(), slot: Slot })),
  valid('json', ActivateRequest),
  async (c) => {
    const { id, slot } = c.req.valid('param')
    await sessionStub(c.env, id).activate(c.var.owner, slot, c.req.valid('json').version)
    return c.body(null, 204)
  },
)
