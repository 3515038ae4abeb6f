import { and, eq, lt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { eraseSession } from '../db/eraseSession.ts'
import { sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { sessionStub } from '../http.ts'
import type { Settings } from '../settings.ts'

/** Sessions at once; the next ones go the next time. */
const MOST = 100
const DAY_MS = 24 * 60 * 60_000

/** Deletes sessions in which nothing has changed for the days of the setting, if it is set. Returns how many. */
export async function retireSessions(
  env: Env,
  { RETENTION_DAYS: days }: Pick<Settings, 'RETENTION_DAYS'>,
  now: number,
): Promise<number> {
  if (days === undefined) return 0
  const before = new Date(now - days * DAY_MS).toISOString()
  const old = await drizzle(env.DB, { casing: 'snake_case' })
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(lt(sessions.updatedAt, before), eq(sessions.running, false)))
    .orderBy(sessions.updatedAt)
    .limit(MOST)
  let retired = 0
  for (const { id } of old) {
    // The object itself knows whether that is still so.
    if (!(await sessionStub(env, id).retire(before))) continue
    await eraseSession(env, id)
    retired += 1
  }
  return retired
}
