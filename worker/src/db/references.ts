import type { Asset } from '@fashion-shoot/protocol'
import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { ProblemError } from '../problem.ts'
import { assets } from './schema.ts'

/** The uploads with these ids, in their order. Throws `unknown_reference` when one is not here. */
export async function findReferences(database: D1Database, ids: string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  const rows = await drizzle(database, { casing: 'snake_case' }).select().from(assets).where(inArray(assets.id, ids))
  return [...new Set(ids)].map((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) throw new ProblemError('unknown_reference', `The reference photo ${id} is not here.`)
    return row
  })
}
