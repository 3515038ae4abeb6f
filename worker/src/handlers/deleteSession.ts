import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { eraseSession } from '../db/eraseSession.ts'
import { sessions } from '../db/schema.ts'
import { type OwnedApp, sessionStub } from '../http.ts'
import { isProblemError } from '../problem.ts'

/** `DELETE /api/sessions/:id`: the session with its files, its runner, its transcripts, its log and its rows. */
export const deleteSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { owner } = c.var
  const id = c.req.param('id') ?? ''
  const mine = and(eq(sessions.id, id), eq(sessions.owner, owner))
  const [known] = await drizzle(c.env.DB, { casing: 'snake_case' })
    .select({ id: sessions.id })
    .from(sessions)
    .where(mine)
  await sessionStub(c.env, id)
    .remove(owner)
    .catch((error: unknown) => {
      // Its rows outlived it: an earlier deletion was cut off in between.
      if (!(isProblemError(error) && error.code === 'unknown_session' && known !== undefined)) throw error
    })
  await eraseSession(c.env, id)
  return c.body(null, 204)
})
