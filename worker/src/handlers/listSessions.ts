import type { SessionList } from '@fashion-shoot/protocol'
import { and, desc, eq, getTableColumns, lt, or, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { sessions } from '../db/schema.ts'
import { type OwnedApp, valid } from '../http.ts'

/** Where a page of the list ended; opaque to the caller. */
const Cursor = z.codec(z.base64url(), z.object({ updatedAt: z.string(), id: z.string() }), {
  decode: (text, context) => {
    try {
      return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    } catch {
      context.issues.push({ code: 'custom', input: text, message: 'not the cursor of a list' })
      return z.NEVER
    }
  },
  encode: (value) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
})

const Query = z.object({
  q: z.string().trim().max(200).default(''),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  archived: z.stringbool().default(false),
})

const { owner: _, ...columns } = getTableColumns(sessions)

/** `GET /api/sessions`: one's own, newest first, with search in titles and a cursor. */
export const listSessions = createFactory<OwnedApp>().createHandlers(valid('query', Query), async (c) => {
  const { q, cursor, limit, archived } = c.req.valid('query')
  const rows = await drizzle(c.env.DB, { casing: 'snake_case' })
    .select(columns)
    .from(sessions)
    .where(
      and(
        eq(sessions.owner, c.var.owner),
        eq(sessions.archived, archived),
        // Not LIKE: it has signs of its own, and D1 takes no pattern of more than 50 bytes.
        q === '' ? undefined : sql`instr(lower(${sessions.title}), lower(${q})) > 0`,
        cursor &&
          or(
            lt(sessions.updatedAt, cursor.updatedAt),
            and(eq(sessions.updatedAt, cursor.updatedAt), lt(sessions.id, cursor.id)),
          ),
      ),
    )
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const answer: SessionList = {
    sessions: page,
    nextCursor: rows.length > limit && last ? Cursor.encode({ updatedAt: last.updatedAt, id: last.id }) : null,
  }
  return c.json(answer)
})
