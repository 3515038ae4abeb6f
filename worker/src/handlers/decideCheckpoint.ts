import { DecisionRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions/:id/checkpoints/:checkpoint`: a person's decision, answerable once; it starts the next turn. */
export const decideCheckpoint = createFactory<OwnedApp>().createHandlers(valid('json', DecisionRequest), async (c) => {
  const session = sessionStub(c.env, c.req.param('id') ?? '')
  return c.json(await session.decide(c.var.owner, c.req.param('checkpoint') ?? '', c.req.valid('json')), 202)
})
