import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AssetId } from '@fashion-shoot/protocol'
import { defineTool } from './defineTool.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

/** px: enough to judge a picture, cheap in tokens. The six frames of a clip are half as wide each. */
const PREVIEW_WIDTH = 512

export const viewAsset = defineTool({
  name: 'view_asset',
  description:
    'Shows you a small preview of a picture of the shoot, or six frames of a clip or film side by side, by its asset id from get_shoot. Free.',
  input: { assetId: AssetId },
  readOnly: true,
  async run({ assetId }, { gateway, store, signal }) {
    const shoot = await gateway.readShoot(signal)
    const assets = [...shoot.references, ...shoot.slots.flatMap(({ versions }) => versions)]
    const asset = assets.find(({ id }) => id === assetId)
    if (asset === undefined)
      throw new ToolError('This shoot has no such asset.', { advice: 'Take the id from get_shoot.' })
    const file = await store.localFile(asset, signal)
    const { previewClip, previewImage } = await import('@fashion-shoot/media')
    const moving = asset.contentType === 'video/mp4'
    return withFolder(async (folder) => {
      const [out, strip] = [join(folder, 'preview.webp'), join(folder, 'strip.webp')]
      const options = { file, out, width: PREVIEW_WIDTH, signal }
      await (moving ? previewClip({ ...options, strip }) : previewImage(options))
      const name = asset.slot ?? asset.role ?? 'reference'
      const shown = moving ? `, ${asset.durationSeconds} s: six frames from its first to its last` : ''
      return {
        text: `${name}, version ${asset.version}, ${asset.width}×${asset.height}${shown}.`,
        image: { data: (await readFile(moving ? strip : out)).toString('base64'), mimeType: 'image/webp' },
      }
    })
  },
})
