import { GenerateRequest } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { findReferences, giveReferences } from '../db/references.ts'
import { type OwnedApp, sessionStub, valid } from '../http.ts'
import { readSettings } from '../settings.ts'
import { newSession } from './createSession.ts'

/** `POST /api/generate`: makes the session if there is none, starts a turn and streams it to its end. */
export const generate = createFactory<OwnedApp>().createHandlers(valid('json', GenerateRequest), async (c) => {
  const { prompt, sessionId, references = [], options } = c.req.valid('json')
  const { owner } = c.var
  const photos = await findReferences(c.env, owner, references)
  const id = sessionId ?? crypto.randomUUID()
  c.set('sessionId', id)
  const session = sessionStub(c.env, id)
  // Not waited for where nothing hangs on it: a stub's calls arrive in their order, and each way there is time without a first byte.
  const made = sessionId === undefined ? session.create(newSession(id, owner, { options }, readSettings(c.env))) : null
  if (photos.length > 0) await (made ?? session.requireIdle(owner))
  const of = { owner, sessionId: id }
  const [stream] = await Promise.all([
    giveReferences(c.env, of, photos, (own) => session.generate(owner, prompt, own)),
    made,
  ])
  return stream
})
