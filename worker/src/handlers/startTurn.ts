import { TurnRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { findReferences, giveReferences } from '../db/references.ts'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions/:id/turns`: says something to the director. */
export const startTurn = createFactory<OwnedApp>().createHandlers(valid('json', TurnRequest), async (c) => {
  const { prompt, references = [] } = c.req.valid('json')
  const id = c.req.param('id') ?? ''
  const { owner } = c.var
  const photos = await findReferences(c.env, owner, references)
  const session = sessionStub(c.env, id)
  await session.requireIdle(owner)
  const started = await giveReferences(c.env, { owner, sessionId: id }, photos, (own) =>
    session.say(owner, prompt, own),
  )
  return c.json(started, 202)
})
