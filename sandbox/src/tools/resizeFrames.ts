import { join } from 'node:path'
import { type Asset, FrameRatio, type ShootState } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { sizeOfSet } from './matchFrames.ts'
import { entryOf, FRAME_SLOTS, requireFrames } from './shoot.ts'
import { storePictures } from './storePictures.ts'
import { withFolder } from './withFolder.ts'

export const resizeFrames = defineTool({
  name: 'resize_frames',
  description:
    'Gives all six frames another aspect ratio by cropping around the person, whose head is kept. Free, takes seconds, ends with the frames checkpoint. Always starts from the uncropped frames, so that 3:2 brings them back. Clips made before become stale.',
  input: { aspectRatio: FrameRatio.check(z.describe('width:height')) },
  async run({ aspectRatio }, context) {
    const { gateway, store, signal } = context
    const shoot = await gateway.readShoot(signal)
    requireFrames(shoot)
    const frames = FRAME_SLOTS.flatMap((slot) => {
      const entry = entryOf(shoot, slot)
      return entry === undefined ? [] : [{ slot, active: entry.active, whole: uncropped(entry) }]
    })
    const toRestore = frames.filter(({ whole, active }) => hasRatio(whole, aspectRatio) && whole.id !== active.id)
    const toCrop = frames.filter(({ whole }) => !hasRatio(whole, aspectRatio))
    for (const { slot, whole } of toRestore) await gateway.setActive(slot, whole.version, signal)
    if (toCrop.length > 0) {
      const files = await Promise.all(toCrop.map(({ whole }) => store.localFile(whole, signal)))
      await withFolder(async (folder) => {
        const { matchSize, resizeImages } = await import('@fashion-shoot/media')
        const resized = await resizeImages({ files, outDir: folder, ratio: aspectRatio, signal })
        // A frame that was edited while it was narrow gives a smaller crop than those that come back whole.
        const size = sizeOfSet([...toRestore.map(({ whole }) => whole), ...resized])
        const pictures = await Promise.all(
          toCrop.map(async ({ slot, whole }, index) => {
            const { file = '', width, height } = resized[index] ?? {}
            const isOfSet = width === size.width && height === size.height
            const path = isOfSet ? file : await matchSize({ file, out: join(folder, `${slot}.png`), ...size, signal })
            return { slot, path, madeFrom: [whole.id] }
          }),
        )
        await storePictures(pictures, context)
      })
    }
    return finishStage('frames', `All six frames are ${aspectRatio} now.`, context)
  },
})

/** The version that a crop of this tool was made from; a frame that was cut from the sheet or edited is whole already. */
function uncropped({ active, versions }: ShootState['slots'][number]): Asset {
  let whole = active
  for (;;) {
    // An edited frame is a version too before it gets the size of the set: it has the same shape.
    const source = versions.find(
      (each) => whole.jobId === null && whole.madeFrom.includes(each.id) && !hasShape(each, whole.width / whole.height),
    )
    if (source === undefined) return whole
    whole = source
  }
}

/** True when the picture has this ratio but for a rounded pixel. */
function hasRatio(picture: Asset, ratio: FrameRatio): boolean {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  return hasShape(picture, across / down)
}

function hasShape({ width, height }: Asset, shape: number): boolean {
  return Math.abs(width / height / shape - 1) < 0.01
}
