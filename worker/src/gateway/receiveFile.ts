import { type Asset, assetKey, type FileParams, type Slot, slotFileName } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { fileNote } from '../files/fileNote.ts'
import { isProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { readFileHeaders } from './readFileHeaders.ts'
import { storeBody } from './storeBody.ts'

/** Takes a file from the container. It counts once the bucket has confirmed its size and its hash; sent twice, it is the same. */
export async function receiveFile(c: Context<GatewayApp>, slot: Slot, params: FileParams): Promise<Asset> {
  const headers = readFileHeaders(c)
  const { token, session } = c.var
  const { width, height, durationSeconds = null, thumbhash = null, madeFrom } = params
  const opened = await session.openFile(token, slot, headers.sha256, madeFrom)
  if ('known' in opened) {
    await c.req.raw.body?.cancel()
    return opened.known
  }
  const key = assetKey(opened.id)
  await storeBody(c, key, headers, fileNote({ ...opened.of, fileName: slotFileName(slot, headers.contentType) }))
  const file = { ...headers, width, height, durationSeconds, thumbhash, madeFrom }
  const asset = await session.addFile(token, opened.id, slot, file, opened.turnId).catch(async (error: unknown) => {
    // Refused, as by a shoot that was deleted meanwhile. After any other error it may have been taken.
    if (isProblemError(error)) await c.env.STORAGE.delete(key)
    throw error
  })
  if (asset.id !== opened.id) await c.env.STORAGE.delete(key)
  return asset
}
