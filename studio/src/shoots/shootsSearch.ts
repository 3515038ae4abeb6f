import { SessionSort, StageFilter } from '@fashion-shoot/protocol'
import type { ShootsFilter } from '../api/studioApi.ts'

/** What the address of the page of all shoots says; what is as usual, it leaves out. */
export type ShootsSearch = { q?: string; sort?: SessionSort; stage?: StageFilter; archived?: true }

/** Reads the address; what nobody could mean counts as not said. */
export function readShootsSearch({ q, sort, stage, archived }: Record<string, unknown>): ShootsSearch {
  const known = SessionSort.safeParse(sort).data
  const reached = StageFilter.safeParse(stage).data
  // The router reads words that look like a number as one.
  const words = typeof q === 'string' || typeof q === 'number' ? String(q) : ''
  return {
    ...(words !== '' && { q: words }),
    ...(known !== undefined && known !== 'updated' && { sort: known }),
    ...(reached !== undefined && { stage: reached }),
    ...(archived === true && { archived }),
  }
}

/** What is asked of the server for it. */
export function shootsFilter({ q = '', sort = 'updated', stage, archived }: ShootsSearch): ShootsFilter {
  return { q: q.trim(), sort, ...(stage && { stage }), archived: archived === true }
}
