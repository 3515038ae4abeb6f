import type { SessionList } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { placeOf, sessionPage } from '../db/sessionPage.ts'
import { type OwnedApp, valid } from '../http.ts'
import { Cursor, SessionsQuery } from './SessionsQuery.ts'

/** `GET /api/sessions`: one's own, in the order that is asked for, with search in titles, by stage, and a cursor. */
export const listSessions = createFactory<OwnedApp>().createHandlers(valid('query', SessionsQuery), async (c) => {
  const { cursor: after, limit, ...wanted } = c.req.valid('query')
  const database = drizzle(c.env.DB, { casing: 'snake_case' })
  // One more, to see whether there are more.
  const rows = await sessionPage(database, { ...wanted, owner: c.var.owner, after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const answer: SessionList = {
    sessions: page.map(({ titleKey: _, ...session }) => session),
    nextCursor: rows.length > limit && last ? Cursor.encode(placeOf(wanted.sort, last)) : null,
  }
  return c.json(answer)
})
