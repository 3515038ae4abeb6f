import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { eraseSession } from '../db/eraseSession.ts'
import { sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { type OwnedApp, sessionStub } from '../http.ts'
import { isProblemError } from '../problem.ts'

/** `DELETE /api/sessions/:id`: the session with its files, its runner, its transcripts, its log and its rows. */
export const deleteSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { owner } = c.var
  const id = c.req.param('id') ?? ''
  await sessionStub(c.env, id)
    .remove(owner)
    .catch(async (error: unknown) => {
      const isUnknown = isProblemError(error) && error.code === 'unknown_session'
      if (!isUnknown || !(await isListed(c.env, id, owner))) throw error
      // Its object was lost, and the rows have outlived it.
      await eraseSession(c.env, id)
    })
  return c.body(null, 204)
})

async function isListed(env: Env, id: string, owner: string): Promise<boolean> {
  const mine = and(eq(sessions.id, id), eq(sessions.owner, owner))
  const rows = await drizzle(env.DB, { casing: 'snake_case' }).select({ id: sessions.id }).from(sessions).where(mine)
  return rows.length > 0
}
