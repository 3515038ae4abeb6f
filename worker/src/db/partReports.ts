import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import { partReports } from './schema.ts'

export type PartReport = { ok: boolean; message: string }
/** `at` is ISO 8601 in UTC. */
export type DatedReport = PartReport & { at: string }

/** Notes how a part was last seen, for `GET /api/health`. */
export async function writePartReport(env: Env, part: string, report: PartReport): Promise<void> {
  const row = { part, ...report, at: new Date().toISOString() }
  await drizzle(env.DB, { casing: 'snake_case' })
    .insert(partReports)
    .values(row)
    .onConflictDoUpdate({ target: partReports.part, set: row })
}

/** How a part was last seen; undefined when nobody has told. */
export async function readPartReport(env: Env, part: string): Promise<DatedReport | undefined> {
  const [row] = await drizzle(env.DB, { casing: 'snake_case' })
    .select()
    .from(partReports)
    .where(eq(partReports.part, part))
  return row
}
