import type { SessionSort, StageFilter } from '@fashion-shoot/protocol'
import { and, asc, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { DrizzleD1Database } from 'drizzle-orm/d1'
import { foldTitle } from './foldTitle.ts'
import { sessions } from './schema.ts'

/** Where a page of a list ended: the last row's place in the order, and among equals. */
export type SessionPlace = { sort: SessionSort; value: string | number; id: string }

type Wanted = {
  owner: string
  sort: SessionSort
  /** Part of a title. */
  q: string
  stage?: StageFilter | undefined
  archived: boolean
  after?: SessionPlace | undefined
  limit: number
}

const { owner: _, ...columns } = getTableColumns(sessions)

const ORDERS = {
  updated: { column: sessions.updatedAt, direction: desc, valueOf: ({ updatedAt }: Row) => updatedAt },
  created: { column: sessions.createdAt, direction: desc, valueOf: ({ createdAt }: Row) => createdAt },
  title: { column: sessions.titleKey, direction: asc, valueOf: ({ titleKey }: Row) => titleKey },
  spent: { column: sessions.spentUsd, direction: desc, valueOf: ({ spentUsd }: Row) => spentUsd },
}
type Row = Pick<typeof sessions.$inferSelect, 'id' | 'updatedAt' | 'createdAt' | 'titleKey' | 'spentUsd'>

/** The query for a page of an owner's sessions, all of it from one index. */
export function sessionPage(database: DrizzleD1Database, { owner, sort, q, stage, archived, after, limit }: Wanted) {
  const { column, direction } = ORDERS[sort]
  const wanted = foldTitle(q)
  const beyond = sql.raw(direction === asc ? '>' : '<')
  return database
    .select(columns)
    .from(sessions)
    .where(
      and(
        eq(sessions.owner, owner),
        eq(sessions.archived, archived),
        stage && (stage === 'none' ? isNull(sessions.stage) : eq(sessions.stage, stage)),
        // Not LIKE: it has signs of its own, and D1 takes no pattern of more than 50 bytes.
        wanted === '' ? undefined : sql`instr(${sessions.titleKey}, ${wanted}) > 0`,
        // In this form, or the index would be read from its beginning.
        after && sql`${column} ${beyond}= ${after.value}`,
        after && sql`(${column} ${beyond} ${after.value} or ${sessions.id} ${beyond} ${after.id})`,
      ),
    )
    .orderBy(direction(column), direction(sessions.id))
    .limit(limit)
}

/** The place after which the next page begins. */
export function placeOf(sort: SessionSort, row: Row): SessionPlace {
  return { sort, value: ORDERS[sort].valueOf(row), id: row.id }
}
