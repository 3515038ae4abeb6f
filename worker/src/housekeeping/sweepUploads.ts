import { assetKey } from '@fashion-shoot/protocol'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { assets } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { isClaimed } from '../files/traces.ts'

/** Uploads at once; the next ones go the next time. */
const MOST = 300
/** Stands in the place of a session while an upload is being deleted: no session can take it then. */
const NOBODY = ''

/** Deletes uploads from before that day which no session has taken. Returns how many. */
export async function sweepUploads(env: Env, before: Date): Promise<number> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const unused = await database
    .select({ id: assets.id })
    .from(assets)
    .where(and(or(isNull(assets.sessionId), eq(assets.sessionId, NOBODY)), lt(assets.createdAt, before.toISOString())))
    .orderBy(assets.createdAt)
    .limit(MOST)
  let swept = 0
  for (const { id } of unused) {
    // A database that was set back to an earlier day may not know of the session.
    if (await isClaimed(env.STORAGE, id)) continue
    const isFree = and(eq(assets.id, id), isNull(assets.sessionId))
    await database.update(assets).set({ sessionId: NOBODY }).where(isFree)
    // Unless a session has taken it in this moment.
    const [row] = await database.select({ sessionId: assets.sessionId }).from(assets).where(eq(assets.id, id))
    if (row?.sessionId !== NOBODY) continue
    await env.STORAGE.delete(assetKey(id))
    await database.delete(assets).where(eq(assets.id, id))
    swept += 1
  }
  return swept
}
