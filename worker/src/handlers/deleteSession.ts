import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { assets, checkpoints, jobs, sessions } from '../db/schema.ts'
import { type OwnedApp, sessionStub } from '../http.ts'
import { isProblemError } from '../problem.ts'

/** `DELETE /api/sessions/:id`: the session with its files, its runner, its log and its rows. */
export const deleteSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { owner } = c.var
  const id = c.req.param('id') ?? ''
  const database = drizzle(c.env.DB, { casing: 'snake_case' })
  const mine = and(eq(sessions.id, id), eq(sessions.owner, owner))
  const [known] = await database.select({ id: sessions.id }).from(sessions).where(mine)
  await sessionStub(c.env, id)
    .remove(owner)
    .catch((error: unknown) => {
      // Its rows outlived it: an earlier deletion was cut off in between.
      if (!(isProblemError(error) && error.code === 'unknown_session' && known !== undefined)) throw error
    })
  await database.batch([
    database.delete(assets).where(eq(assets.sessionId, id)),
    database.delete(checkpoints).where(eq(checkpoints.sessionId, id)),
    database.delete(jobs).where(eq(jobs.sessionId, id)),
    database.delete(sessions).where(eq(sessions.id, id)),
  ])
  return c.body(null, 204)
})
