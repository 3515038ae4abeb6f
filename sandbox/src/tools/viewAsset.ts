import { AssetId } from '@fashion-shoot/protocol'
import { defineTool } from './defineTool.ts'
import { ToolError } from './ToolError.ts'

/** px, longer side: enough to judge a picture, cheap in tokens */
const PREVIEW_SIDE = 512

export const viewAsset = defineTool({
  name: 'view_asset',
  description: 'Shows you a small preview of a picture of the shoot, by its asset id from get_shoot. Free.',
  input: { assetId: AssetId },
  readOnly: true,
  async run({ assetId }, { gateway, store, signal }) {
    const shoot = await gateway.readShoot(signal)
    const assets = [...shoot.references, ...shoot.slots.flatMap(({ versions }) => versions)]
    const asset = assets.find(({ id }) => id === assetId)
    if (asset === undefined) throw new ToolError('This shoot has no such asset. Take the id from get_shoot.')
    if (asset.contentType === 'video/mp4') {
      throw new ToolError(
        'Only pictures can be viewed, not clips or films. The frames of a clip are its first and last picture.',
      )
    }
    const { previewImage } = await import('@fashion-shoot/media')
    const preview = await previewImage({ image: await store.localFile(asset, signal), size: PREVIEW_SIDE })
    return {
      text: `${asset.slot ?? asset.role ?? 'reference'}, version ${asset.version}, ${asset.width}×${asset.height}.`,
      image: { data: preview.toString('base64'), mimeType: 'image/jpeg' },
    }
  },
})
