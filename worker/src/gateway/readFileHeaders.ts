import { ContentType } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { z } from 'zod'
import { ProblemError } from '../problem.ts'

const Headers = z.object({
  'content-type': ContentType,
  'content-length': z.coerce.number().int().positive(),
  'x-content-sha256': z.string().regex(/^[0-9a-f]{64}$/),
})

/** What the container states of a file that it sends; `sha256` is lower-case hex. */
export type FileHeaders = { contentType: ContentType; bytes: number; sha256: string }

/** Throws `invalid_request`, with the name of the header that is missing or wrong. */
export function readFileHeaders(c: Context): FileHeaders {
  const headers = Headers.safeParse(c.req.header())
  if (!headers.success) {
    const name = headers.error.issues[0]?.path.join('.')
    throw new ProblemError('invalid_request', `headers: ${name} is missing or wrong.`)
  }
  const { 'content-type': contentType, 'content-length': bytes, 'x-content-sha256': sha256 } = headers.data
  return { contentType, bytes, sha256 }
}
