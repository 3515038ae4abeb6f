import { TurnRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { claimReferences, findReferences } from '../db/references.ts'
import { type App, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions/:id/turns`: says something to the director. */
export const startTurn = createFactory<App>().createHandlers(valid('json', TurnRequest), async (c) => {
  const { prompt, references = [] } = c.req.valid('json')
  const id = c.req.param('id') ?? ''
  const photos = await findReferences(c.env, references)
  const session = sessionStub(c.env, id)
  await session.requireIdle()
  return c.json(await session.say(prompt, await claimReferences(c.env, id, photos)), 202)
})
