import { AssetId, assetKey, companionOf } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { attachment } from '../files/attachment.ts'
import { readFileNote } from '../files/fileNote.ts'
import { readRange } from '../files/readRange.ts'
import type { OwnedApp } from '../http.ts'
import { ProblemError, problemResponse } from '../problem.ts'

/**
 * `GET /api/media/:asset`: the file, by a range if asked, cached for ever since it never changes; `?download` saves it. `?preview` is for
 * the small picture of it, and a 404 while there is none.
 */
export const media = createFactory<OwnedApp>().createHandlers(async (c) => {
  const id = AssetId.safeParse(c.req.param('asset')).data
  const isPreview = c.req.query('preview') !== undefined
  const file = id && (await c.env.STORAGE.head(assetKey(isPreview ? companionOf(id, 'preview') : id)))
  if (!file || readFileNote(file).owner !== c.var.owner) throw new ProblemError('unknown_asset')
  const { httpEtag: etag, size } = file
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag,
  })
  file.writeHttpMetadata(headers)
  const saveAs = c.req.query('download')
  if (saveAs !== undefined) headers.set('content-disposition', attachment(saveAs || readFileNote(file).fileName))

  // In the order of RFC 9110, section 13.2.2. Dates are ignored: a file has none here.
  const asked = c.req.raw.headers
  const ifMatch = asked.get('if-match')
  if (ifMatch !== null && !names(ifMatch, etag)) throw new ProblemError('changed_asset')
  const ifNoneMatch = asked.get('if-none-match')
  // Only here a weak tag counts too: a proxy that compresses makes one of ours.
  if (ifNoneMatch !== null && names(ifNoneMatch.replaceAll('W/', ''), etag)) {
    return new Response(null, { status: 304, headers })
  }
  const isForThis = [null, etag].includes(asked.get('if-range'))
  const range = c.req.method === 'GET' && isForThis ? readRange(asked.get('range'), size) : null
  if (range === 'unsatisfiable') {
    const response = problemResponse(new ProblemError('unsatisfiable_range'))
    response.headers.set('content-range', `bytes */${size}`)
    return response
  }
  headers.set('content-length', String(range?.length ?? size))
  if (range !== null) headers.set('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`)
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  const object = await c.env.STORAGE.get(file.key, range === null ? {} : { range })
  if (object === null) throw new ProblemError('unknown_asset')
  return new Response(object.body, { status: range === null ? 200 : 206, headers })
})

/** Whether a list of entity tags, or `*` for any, names this one. */
function names(list: string, etag: string): boolean {
  return list.split(',').some((tag) => [etag, '*'].includes(tag.trim()))
}
