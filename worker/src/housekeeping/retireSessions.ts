import { and, eq, gt, lt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { nextAfter } from '../db/nextAfter.ts'
import { sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { sessionStub } from '../http.ts'
import type { Settings } from '../settings.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'

/** Sessions at once; the next ones go the next time. */
const MOST = 100
const DAY_MS = 24 * 60 * 60_000

/** Deletes sessions in which nothing has changed for the days of the setting, if it is set. Returns how many. */
export async function retireSessions(
  env: Env,
  logger: Logger,
  { RETENTION_DAYS: days }: Pick<Settings, 'RETENTION_DAYS'>,
  now: number,
): Promise<number> {
  if (days === undefined) return 0
  const before = new Date(now - days * DAY_MS).toISOString()
  const database = drizzle(env.DB, { casing: 'snake_case' })
  return await goRound({
    task: 'retired',
    bucket: env.STORAGE,
    logger,
    pages: 1,
    list: async (after) => {
      const isOld = and(lt(sessions.updatedAt, before), eq(sessions.running, false), gt(sessions.id, after ?? ''))
      const old = await database
        .select({ id: sessions.id })
        .from(sessions)
        .where(isOld)
        .orderBy(sessions.id)
        .limit(MOST)
      return { things: old, next: nextAfter(old, MOST) }
    },
    // The object itself knows whether that is still so.
    work: async ({ id }) => await sessionStub(env, id).retire(before),
  })
}
