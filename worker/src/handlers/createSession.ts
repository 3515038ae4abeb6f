import { CreateSession, type SessionSummary } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import type { Env } from '../env.ts'
import { type App, sessionStub, valid } from '../http.ts'

/** `POST /api/sessions` */
export const createSession = createFactory<App>().createHandlers(valid('json', CreateSession), async (c) => {
  return c.json(await newSession(c.env, c.req.valid('json')), 201)
})

/** Makes a session; its first words give it a title when none is given. */
export async function newSession(env: Env, { title = '', options = {} }: CreateSession): Promise<SessionSummary> {
  const id = crypto.randomUUID()
  const facts = { id, title, stops: options.stops ?? 'every_stage', createdAt: new Date().toISOString() } as const
  return await sessionStub(env, id).create(facts)
}
