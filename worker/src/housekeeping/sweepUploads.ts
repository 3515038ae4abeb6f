import { assetKey } from '@fashion-shoot/protocol'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { nextAfter } from '../db/nextAfter.ts'
import { assets } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { isClaimed } from '../files/traces.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'

/** Uploads at once; the next ones go the next time. */
const MOST = 300
/** Stands in the place of a session while an upload is being deleted: no session can take it then. */
const NOBODY = ''

/** Deletes uploads from before that day which no session has taken. Returns how many. */
export async function sweepUploads(env: Env, logger: Logger, before: Date): Promise<number> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const isUnused = and(
    or(isNull(assets.sessionId), eq(assets.sessionId, NOBODY)),
    lt(assets.createdAt, before.toISOString()),
  )
  return await goRound({
    task: 'uploads',
    bucket: env.STORAGE,
    logger,
    pages: 1,
    list: async (after) => {
      const unused = await database
        .select({ id: assets.id })
        .from(assets)
        .where(and(isUnused, gt(assets.id, after ?? '')))
        .orderBy(assets.id)
        .limit(MOST)
      return { things: unused, next: nextAfter(unused, MOST) }
    },
    work: async ({ id }) => {
      // A database that was set back to an earlier day may not know of the session.
      if (await isClaimed(env.STORAGE, id)) return false
      const isFree = and(eq(assets.id, id), isNull(assets.sessionId))
      await database.update(assets).set({ sessionId: NOBODY }).where(isFree)
      // Unless a session has taken it in this moment.
      const [row] = await database.select({ sessionId: assets.sessionId }).from(assets).where(eq(assets.id, id))
      if (row?.sessionId !== NOBODY) return false
      await env.STORAGE.delete(assetKey(id))
      await database.delete(assets).where(eq(assets.id, id))
      return true
    },
  })
}
