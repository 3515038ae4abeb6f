import { type Asset, assetKey, ContentType, type FileParams, type Slot, slotFileName } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { z } from 'zod'
import { fileNote } from '../files/fileNote.ts'
import { isProblemError, ProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'

/** What the bucket calls bytes that do not have the hash that it was given: https://developers.cloudflare.com/r2/api/error-codes/ */
const BAD_DIGEST = '(10037)'

const Headers = z.object({
  'content-type': ContentType,
  'content-length': z.coerce.number().int().positive(),
  'x-content-sha256': z.string().regex(/^[0-9a-f]{64}$/),
})

/** Takes a file from the container. It counts once the bucket has confirmed its size and its hash; sent twice, it is the same. */
export async function receiveFile(c: Context<GatewayApp>, slot: Slot, params: FileParams): Promise<Asset> {
  const headers = Headers.safeParse(c.req.header())
  if (!headers.success)
    throw new ProblemError(
      'invalid_request',
      `headers: ${headers.error.issues[0]?.path.join('.')} is missing or wrong.`,
    )
  const { 'content-type': contentType, 'content-length': bytes, 'x-content-sha256': sha256 } = headers.data
  const { token, session } = c.var
  const { width, height, durationSeconds = null, madeFrom } = params
  const opened = await session.openFile(token, slot, sha256, madeFrom)
  if ('known' in opened) {
    await c.req.raw.body?.cancel()
    return opened.known
  }
  const key = assetKey(opened.id)
  const options = {
    // Given the hash, the bucket refuses bytes that do not have it.
    sha256,
    httpMetadata: { contentType },
    customMetadata: fileNote({ ...opened.of, fileName: slotFileName(slot, contentType) }),
  }
  const object = await c.env.STORAGE.put(key, c.req.raw.body, options).catch((error: unknown) => {
    // Whatever else is wrong lies with the bucket, and is worth sending the file again.
    if (String(error).includes(BAD_DIGEST)) return null
    throw error
  })
  if (object?.size !== bytes) {
    await c.env.STORAGE.delete(key)
    throw new ProblemError('storage_refused')
  }
  const file = { contentType, bytes, sha256, width, height, durationSeconds, madeFrom }
  const asset = await session.addFile(token, opened.id, slot, file, opened.turnId).catch(async (error: unknown) => {
    // Refused, as by a shoot that was deleted meanwhile. After any other error it may have been taken.
    if (isProblemError(error)) await c.env.STORAGE.delete(key)
    throw error
  })
  if (asset.id !== opened.id) await c.env.STORAGE.delete(key)
  return asset
}
