import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClipPreview, Preview } from '@fashion-shoot/media'
import { AssetId } from '@fashion-shoot/protocol'
import { defineTool } from './defineTool.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

/** px: enough to judge a picture, cheap in tokens */
const PREVIEW_WIDTH = 512

export const viewAsset = defineTool({
  name: 'view_asset',
  description:
    'Shows you a small preview of a picture of the shoot, or one frame of a clip or film (the first, unless it is blank), by its asset id from get_shoot. Free.',
  input: { assetId: AssetId },
  readOnly: true,
  async run({ assetId }, { gateway, store, signal }) {
    const shoot = await gateway.readShoot(signal)
    const assets = [...shoot.references, ...shoot.slots.flatMap(({ versions }) => versions)]
    const asset = assets.find(({ id }) => id === assetId)
    if (asset === undefined) throw new ToolError('This shoot has no such asset. Take the id from get_shoot.')
    const file = await store.localFile(asset, signal)
    const { previewClip, previewImage } = await import('@fashion-shoot/media')
    const moving = asset.contentType === 'video/mp4'
    return withFolder(async (folder) => {
      const options = { file, out: join(folder, 'preview.webp'), width: PREVIEW_WIDTH, signal }
      const preview: Preview & Partial<ClipPreview> = await (moving ? previewClip : previewImage)(options)
      const part = preview.poster ? `, its frame at ${preview.poster.seconds} s` : ''
      const name = asset.slot ?? asset.role ?? 'reference'
      return {
        text: `${name}, version ${asset.version}, ${asset.width}×${asset.height}${part}.`,
        image: { data: (await readFile(preview.file)).toString('base64'), mimeType: 'image/webp' },
      }
    })
  },
})
