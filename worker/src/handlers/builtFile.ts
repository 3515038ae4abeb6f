import { createFactory } from 'hono/factory'
import { answerUnknown } from '../answerError.ts'
import { readRange } from '../files/readRange.ts'
import type { OwnedApp } from '../http.ts'

/**
 * `GET /assets/*`: what the page's build has made. It is cached for ever, since its name changes with its bytes, and a film comes
 * by a range if asked: Safari plays none that does not. A file of an earlier build is a 404: the assets' own answer is the page.
 */
export const builtFile = createFactory<OwnedApp>().createHandlers(async (c) => {
  const file = await c.env.ASSETS.fetch(c.req.raw)
  const type = file.headers.get('content-type')
  if (type?.startsWith('text/html')) return answerUnknown()
  const headers = new Headers(file.headers)
  headers.set('cache-control', 'private, max-age=31536000, immutable')
  if (type !== 'video/mp4' || file.status !== 200 || c.req.method === 'HEAD') {
    return new Response(file.body, { status: file.status, headers })
  }
  // The assets don't say how long a file is before they have sent it, and know no ranges.
  const bytes = await file.arrayBuffer()
  headers.set('accept-ranges', 'bytes')
  const range = readRange(c.req.header('range') ?? null, bytes.byteLength)
  if (range === null) return new Response(bytes, { headers })
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.byteLength}` } })
  }
  const { offset, length } = range
  headers.set('content-range', `bytes ${offset}-${offset + length - 1}/${bytes.byteLength}`)
  return new Response(bytes.slice(offset, offset + length), { status: 206, headers })
})
