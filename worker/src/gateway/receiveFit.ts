import { companionOf, FRAME_LIMITS } from '@fashion-shoot/protocol'
import type { Context } from 'hono'
import type { GatewayApp } from './GatewayApp.ts'
import { receiveCompanion } from './receiveCompanion.ts'

/** Takes the copy of a frame, a JPEG, that the clip services are sent instead of it. */
export async function receiveFit(c: Context<GatewayApp>, assetId: string): Promise<void> {
  const { token, session } = c.var
  await receiveCompanion(c, {
    name: companionOf(assetId, 'fit'),
    contentType: 'image/jpeg',
    mostBytes: FRAME_LIMITS.bytes,
    open: () => session.openFit(token, assetId),
    confirm: () => session.authorize(token),
  })
}
