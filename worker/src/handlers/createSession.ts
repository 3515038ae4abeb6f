import { CreateSession, type SessionSummary } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import type { Env } from '../env.ts'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions` */
export const createSession = createFactory<OwnedApp>().createHandlers(valid('json', CreateSession), async (c) => {
  const session = await newSession(c.env, c.var.owner, c.req.valid('json'))
  c.set('sessionId', session.id)
  return c.json(session, 201)
})

/** Makes a session; its first words give it a title when none is given. */
export async function newSession(
  env: Env,
  owner: string,
  { title = '', options = {} }: CreateSession,
): Promise<SessionSummary> {
  const id = crypto.randomUUID()
  const stops = options.stops ?? 'every_stage'
  const facts = { id, owner, title, stops, createdAt: new Date().toISOString() }
  return await sessionStub(env, id).create(facts)
}
