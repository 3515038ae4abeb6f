import { SessionSort, StageFilter } from '@fashion-shoot/protocol'
import { z } from 'zod'

const Place = z.object({ sort: SessionSort, value: z.union([z.string(), z.number()]), id: z.string() })

/** Where a page of the list ended; opaque to the caller. Titles are in it, hence the bytes. */
export const Cursor = z.codec(z.base64url(), Place, {
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

/** Query of `GET /api/sessions`. */
export const SessionsQuery = z
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
