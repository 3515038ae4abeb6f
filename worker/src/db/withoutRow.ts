import { assetOfFile } from '@fashion-shoot/protocol'
import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import type { FilePage } from '../files/listPage.ts'
import { assets } from './schema.ts'

/** Those of these files, at most 100, that D1 has no asset for, be it their own or the one that they are a copy of. */
export async function withoutRow(env: Env, files: FilePage['files']): Promise<FilePage['files']> {
  if (files.length === 0) return []
  const ids = files.map(({ id }) => assetOfFile(id))
  const rows = await drizzle(env.DB, { casing: 'snake_case' })
    .select({ id: assets.id })
    .from(assets)
    .where(inArray(assets.id, ids))
  const known = new Set(rows.map(({ id }) => id))
  return files.filter(({ id }) => !known.has(assetOfFile(id)))
}
