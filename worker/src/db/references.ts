import type { Asset } from '@fashion-shoot/protocol'
import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { ProblemError } from '../problem.ts'
import { assets } from './schema.ts'

/** The uploads with these ids, in their order. Throws `unknown_reference` when one is not here, or is what a shoot has made. */
export async function findReferences(database: D1Database, ids: string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  const rows = await drizzle(database, { casing: 'snake_case' }).select().from(assets).where(inArray(assets.id, ids))
  return [...new Set(ids)].map((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined || row.slot !== null)
      throw new ProblemError('unknown_reference', `The reference photo ${id} is not here.`)
    return row
  })
}
