import { GenerateRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { claimReferences, findReferences } from '../db/references.ts'
import { type App, sessionStub, valid } from '../http.ts'
import { newSession } from './createSession.ts'

/** `POST /api/generate`: makes the session if there is none, starts a turn and streams it to its end. */
export const generate = createFactory<App>().createHandlers(valid('json', GenerateRequest), async (c) => {
  const { prompt, sessionId, references = [], options } = c.req.valid('json')
  const photos = await findReferences(c.env, references)
  const id = sessionId ?? (await newSession(c.env, { options })).id
  const session = sessionStub(c.env, id)
  await session.requireIdle()
  const { turnId, after } = await session.say(prompt, await claimReferences(c.env, id, photos))
  return await session.events(after, turnId)
})
