import { frameSlot } from '@fashion-shoot/protocol'
import { defineTool, type ToolContext } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { mediaProgress } from './mediaProgress.ts'
import { requireActive } from './shoot.ts'
import { storePictures } from './storePictures.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

export const extractFrames = defineTool({
  name: 'extract_frames',
  description:
    'Cuts the active contact sheet into its six frames, 3:2. Free, takes seconds, ends with the frames checkpoint. Replaces frames that were edited or resized: their versions stay.',
  input: {},
  async run(_, context) {
    const shoot = await context.gateway.readShoot(context.signal)
    const sheet = requireActive(
      shoot,
      'contact_sheet',
      'There is no contact sheet yet. Call generate_contact_sheet first.',
    )
    const file = await context.store.localFile(sheet, context.signal)
    await withFolder(async (folder) => {
      const files = await cut(file, folder, context)
      const pictures = files.map((path, index) => ({ path, slot: frameSlot(index + 1), madeFrom: [sheet.id] }))
      await storePictures(pictures, context)
    })
    return finishStage('frames', 'The six frames are cut and stored.', context)
  },
})

/** The six frames' files. Throws a ToolError when the sheet is no clean grid, and a MediaError for a file that can't be read. */
async function cut(sheet: string, outDir: string, { emit }: ToolContext): Promise<string[]> {
  const { cropSheet, MediaError } = await import('@fashion-shoot/media')
  mediaProgress('frame_1', emit)({ fraction: 0 })
  try {
    const { frames } = await cropSheet({ sheet, outDir, ratio: '3:2' })
    return frames.map(({ file }) => file)
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== 'notAGrid') throw error
    throw new ToolError(
      `The contact sheet can't be cut into six: ${error.message} The sheet is kept, and no frame was changed. Tell the person, and propose a new sheet (generate_contact_sheet), which costs money.`,
      { cause: error },
    )
  }
}
