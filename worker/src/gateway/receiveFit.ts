import { assetKey, FRAME_LIMITS, fitOf } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { fileNote } from '../files/fileNote.ts'
import { isProblemError, ProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { readFileHeaders } from './readFileHeaders.ts'
import { storeBody } from './storeBody.ts'

/** Takes the copy of a frame that the clip services are sent instead of it, which is no version and no asset. Sent twice, it is the same. */
export async function receiveFit(c: Context<GatewayApp>, assetId: string): Promise<void> {
  const headers = readFileHeaders(c)
  if (headers.contentType !== 'image/jpeg' || headers.bytes > FRAME_LIMITS.bytes) {
    throw new ProblemError('invalid_request', `A frame fits as a JPEG of at most ${FRAME_LIMITS.bytes} bytes.`)
  }
  const { token, session } = c.var
  const note = fileNote(await session.openFit(token, assetId))
  const key = assetKey(fitOf(assetId))
  const known = await c.env.STORAGE.head(key)
  if (known?.checksums.toJSON().sha256 === headers.sha256) {
    await c.req.raw.body?.cancel()
    return
  }
  await storeBody(c, key, headers, note)
  await session.authorize(token).catch(async (error: unknown) => {
    // The shoot was deleted meanwhile.
    if (isProblemError(error)) await c.env.STORAGE.delete(key)
    throw error
  })
}
