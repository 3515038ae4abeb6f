import { join } from 'node:path'
import type { Asset } from '@fashion-shoot/protocol'
import type { ToolContext } from './defineTool.ts'
import { storePictures } from './storePictures.ts'
import { withFolder } from './withFolder.ts'

type Size = Pick<Asset, 'width' | 'height'>

/**
 * Gives pictures that a model made for frame slots the size of the set, each as a new version, a PNG: image models have sizes of their
 * own. Throws a GatewayError or a MediaError; what the model made is kept then.
 */
export async function matchFrames(assetIds: readonly string[], size: Size, context: ToolContext): Promise<void> {
  const { gateway, store, signal } = context
  const { slots } = await gateway.readShoot(signal)
  const misfits = slots.flatMap(({ slot, versions }) => {
    const made = versions.find(({ id }) => assetIds.includes(id))
    return made === undefined || fits(made, size) ? [] : [{ slot, made }]
  })
  if (misfits.length === 0) return
  const { matchSize } = await import('@fashion-shoot/media')
  await withFolder(async (folder) => {
    const pictures = await Promise.all(
      misfits.map(async ({ slot, made }) => {
        const file = await store.localFile(made, signal)
        const path = await matchSize({ file, out: join(folder, `${slot}.png`), ...size, signal })
        return { slot, path, madeFrom: [made.id] }
      }),
    )
    await storePictures(pictures, context)
  })
}

/** The even size in px that most of the frames have; of two that are as common, the first one's. */
export function sizeOfSet(frames: readonly Size[]): Size {
  const sizes = frames.map(({ width, height }) => ({ width: width & ~1, height: height & ~1 }))
  const count = ({ width, height }: Size) =>
    sizes.filter((each) => each.width === width && each.height === height).length
  return sizes.reduce((best, size) => (count(size) > count(best) ? size : best))
}

function fits({ width, height, contentType }: Asset, size: Size): boolean {
  return width === size.width && height === size.height && contentType === 'image/png'
}
