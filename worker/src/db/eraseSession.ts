import { assetKeys } from '@fashion-shoot/protocol'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import { deleteKeys, removeClaims, removeSessionTrace } from '../files/traces.ts'
import { assets, checkpoints, jobs, sessions } from './schema.ts'

/**
 * Removes what there is of a session outside of its object and its own files: photos that it had been given but never took, its
 * rows, and at last its trace. Cut off half way, it can be repeated.
 */
export async function eraseSession(env: Env, id: string): Promise<void> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const left = await database.select({ id: assets.id }).from(assets).where(eq(assets.sessionId, id))
  const ids = left.map((asset) => asset.id)
  await deleteKeys(env.STORAGE, ids.flatMap(assetKeys))
  await removeClaims(env.STORAGE, ids)
  await removeRows(env, id)
  await removeSessionTrace(env.STORAGE, id)
}

/** Has lists show a session no more. */
export async function unlistSession(env: Env, id: string): Promise<void> {
  await drizzle(env.DB, { casing: 'snake_case' }).delete(sessions).where(eq(sessions.id, id))
}

/** Removes what D1 holds of a session. */
export async function removeRows(env: Env, id: string): Promise<void> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  await database.batch([
    database.delete(assets).where(eq(assets.sessionId, id)),
    database.delete(checkpoints).where(eq(checkpoints.sessionId, id)),
    database.delete(jobs).where(eq(jobs.sessionId, id)),
    database.delete(sessions).where(eq(sessions.id, id)),
  ])
}
