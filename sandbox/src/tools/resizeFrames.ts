import { type Asset, FrameRatio, type ShootState } from '@fashion-shoot/protocol'
import { defineTool } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { entryOf, FRAME_SLOTS, requireFrames } from './shoot.ts'
import { storePictures } from './storePictures.ts'
import { withFolder } from './withFolder.ts'

export const resizeFrames = defineTool({
  name: 'resize_frames',
  description:
    'Gives all six frames another aspect ratio by cropping. Free, takes seconds, ends with the frames checkpoint. Always starts from the uncropped frames, so that 3:2 brings them back. Clips made before become stale.',
  input: { aspectRatio: FrameRatio.describe('width:height') },
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
        const { resizeImages } = await import('@fashion-shoot/media')
        const resized = await resizeImages({ files, outDir: folder, ratio: aspectRatio })
        const pictures = toCrop.flatMap(({ slot, whole }, index) => {
          const path = resized[index]?.file
          return path === undefined ? [] : [{ slot, path, madeFrom: [whole.id] }]
        })
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
    const source = versions.find(({ id }) => whole.jobId === null && whole.madeFrom.includes(id))
    if (source === undefined) return whole
    whole = source
  }
}

/** True when the picture has this ratio but for a rounded pixel. */
function hasRatio({ width, height }: Asset, ratio: FrameRatio): boolean {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  return Math.abs((width * down) / (height * across) - 1) < 0.01
}
