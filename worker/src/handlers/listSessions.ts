import { type SessionList, SessionSort, StageFilter } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { placeOf, sessionPage } from '../db/sessionPage.ts'
import { type OwnedApp, valid } from '../http.ts'

const Place = z.object({ sort: SessionSort, value: z.union([z.string(), z.number()]), id: z.string() })

/** Where a page of the list ended; opaque to the caller. Titles are in it, hence the bytes. */
const Cursor = z.codec(z.base64url(), Place, {
  decode: (text, context) => {
    try {
      return JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(text, { alphabet: 'base64url' })))
    } catch {
      context.issues.push({ code: 'custom', input: text, message: 'not the cursor of a list' })
      return z.NEVER
    }
  },
  encode: (place) =>
    new TextEncoder().encode(JSON.stringify(place)).toBase64({ alphabet: 'base64url', omitPadding: true }),
})

const Query = z
  .object({
    q: z.string().trim().max(200).default(''),
    sort: z.enum(SessionSort.options).default('updated'),
    stage: z.optional(StageFilter),
    archived: z.stringbool().default(false),
    cursor: Cursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  })
  .refine(({ cursor, sort }) => cursor === undefined || cursor.sort === sort, {
    path: ['cursor'],
    message: 'it is of a list in another order',
  })

/** `GET /api/sessions`: one's own, in the order that is asked for, with search in titles, by stage, and a cursor. */
export const listSessions = createFactory<OwnedApp>().createHandlers(valid('query', Query), async (c) => {
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
