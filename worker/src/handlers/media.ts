import { AssetId, assetKey } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import type { App } from '../http.ts'
import { ProblemError } from '../problem.ts'

/** `GET /api/media/:asset`: the file, by ranges if asked, cached for ever since it never changes; `?download` saves it. */
export const media = createFactory<App>().createHandlers(async (c) => {
  const id = AssetId.safeParse(c.req.param('asset')).data
  if (id === undefined) throw new ProblemError('unknown_asset')
  const object = await readObject(c.env.STORAGE, id, c.req.raw.headers)
  const headers = new Headers({ 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=31536000, immutable' })
  object.writeHttpMetadata(headers)
  headers.set('etag', object.httpEtag)
  if (c.req.query('download') !== undefined)
    headers.set('content-disposition', attachment(c.req.query('download'), object))
  if (!('body' in object)) return new Response(null, { status: 304, headers })
  const range = object.range === undefined ? undefined : resolveRange(object.range, object.size)
  if (range === undefined || c.req.header('range') === undefined) {
    headers.set('content-length', String(object.size))
    return new Response(object.body, { headers })
  }
  headers.set('content-length', String(range.length))
  headers.set('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${object.size}`)
  return new Response(object.body, { status: 206, headers })
})

async function readObject(bucket: R2Bucket, id: string, headers: Headers): Promise<R2ObjectBody | R2Object> {
  const range = headers.get('range')
  const conditions = { onlyIf: headers, ...(range !== null && { range: headers }) }
  // A range that the file does not have makes the bucket throw; the whole file is a valid answer to it.
  const object = await bucket.get(assetKey(id), conditions).catch(() => bucket.get(assetKey(id)))
  if (object === null) throw new ProblemError('unknown_asset')
  return object
}

/** The runtime gives either a suffix or an offset, and leaves the other undefined. */
function resolveRange(range: R2Range, size: number): { offset: number; length: number } {
  const suffix = 'suffix' in range ? range.suffix : undefined
  if (suffix !== undefined) return { offset: Math.max(0, size - suffix), length: Math.min(size, suffix) }
  const { offset = 0, length = size } = range as { offset?: number; length?: number }
  return { offset, length: Math.min(length, size - offset) }
}

/** RFC 6266: the name in both forms, for old and new clients. */
function attachment(asked: string | undefined, object: R2Object): string {
  const name = asked || decodeURIComponent(object.customMetadata?.fileName ?? object.key.split('/')[1] ?? 'file')
  return `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
