import { GenerateRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { claimReferences, findReferences } from '../db/references.ts'
import { type OwnedApp, sessionStub, valid } from '../http.ts'
import { newSession } from './createSession.ts'

/** `POST /api/generate`: makes the session if there is none, starts a turn and streams it to its end. */
export const generate = createFactory<OwnedApp>().createHandlers(valid('json', GenerateRequest), async (c) => {
  const { prompt, sessionId, references = [], options } = c.req.valid('json')
  const { owner } = c.var
  const photos = await findReferences(c.env, owner, references)
  const id = sessionId ?? (await newSession(c.env, owner, { options })).id
  c.set('sessionId', id)
  const session = sessionStub(c.env, id)
  await session.requireIdle(owner)
  const { turnId, after } = await session.say(owner, prompt, await claimReferences(c.env, owner, id, photos))
  return await session.events(owner, after, turnId)
})
