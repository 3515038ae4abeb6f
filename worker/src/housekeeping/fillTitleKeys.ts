import { and, eq, ne } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { foldTitle } from '../db/foldTitle.ts'
import { sessions } from '../db/schema.ts'
import type { Env } from '../env.ts'

/** Rows at once; the next ones go the next time. */
const MOST = 500

/**
 * Gives the rows from before there were title keys theirs, as far as the migration could not: SQLite knows the upper case of ASCII alone.
 * Returns how many.
 */
export async function fillTitleKeys(env: Pick<Env, 'DB'>): Promise<number> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const rows = await database
    .select({ id: sessions.id, title: sessions.title })
    .from(sessions)
    .where(and(eq(sessions.titleKey, ''), ne(sessions.title, '')))
    .limit(MOST)
  const [first, ...rest] = rows.map(({ id, title }) =>
    database
      .update(sessions)
      .set({ titleKey: foldTitle(title) })
      // Renamed meanwhile, it has its key.
      .where(and(eq(sessions.id, id), eq(sessions.title, title))),
  )
  if (first !== undefined) await database.batch([first, ...rest])
  return rows.length
}
