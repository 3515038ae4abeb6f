import { TurnRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { findReferences } from '../db/references.ts'
import { type App, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions/:id/turns`: says something to the director. */
export const startTurn = createFactory<App>().createHandlers(valid('json', TurnRequest), async (c) => {
  const { prompt, references = [] } = c.req.valid('json')
  const photos = await findReferences(c.env.DB, references)
  return c.json(await sessionStub(c.env, c.req.param('id') ?? '').say(prompt, photos), 202)
})
