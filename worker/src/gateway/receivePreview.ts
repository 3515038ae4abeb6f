import { companionOf, PREVIEW, Thumbhash } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import { ProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { receiveCompanion } from './receiveCompanion.ts'

/** Takes the small picture of an asset, a WebP, which the page shows in its place, and the same as a blur in a header. */
export async function receivePreview(c: Context<GatewayApp>, assetId: string): Promise<void> {
  const { token, session } = c.var
  const thumbhash = Thumbhash.safeParse(c.req.header('x-thumbhash')).data
  if (thumbhash === undefined) throw new ProblemError('invalid_request', 'headers: x-thumbhash is missing or wrong.')
  await receiveCompanion(c, {
    name: companionOf(assetId, 'preview'),
    contentType: 'image/webp',
    mostBytes: PREVIEW.bytes,
    open: () => session.openPreview(token, assetId),
    confirm: () => session.addPreview(token, assetId, thumbhash),
  })
}
