import { join } from 'node:path'
import type { CroppedFrame } from '@fashion-shoot/media'
import { type Asset, FRAME_COUNT, FrameRatio, frameSlot } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool, type ToolContext } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { mediaProgress } from './mediaProgress.ts'
import { requireActive } from './shoot.ts'
import { storePictures } from './storePictures.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

/** Places between the pictures, from 0 to 1: a preview shows shares of a sheet, and not its pixels. */
const Shares = z.array(z.number().gt(0).lt(1)).max(FRAME_COUNT - 1)
const Lines = z.object({ x: Shares, y: Shares }).refine(({ x, y }) => (x.length + 1) * (y.length + 1) === FRAME_COUNT, {
  message: 'The lines must make six pictures: two in x and one in y for 2 rows of 3.',
})
type Lines = z.infer<typeof Lines>

/** Share of a picture that a frame cut about its middle has to show. */
const LEAST_SHOWN = 0.9

export const extractFrames = defineTool({
  name: 'extract_frames',
  description:
    'Cuts the active contact sheet into its six frames. Free, takes seconds, ends with the frames checkpoint. Replaces frames that were edited or resized: their versions stay.',
  input: {
    aspectRatio: z
      ._default(FrameRatio, '3:2')
      .describe('width:height of the frames: the frameRatio that the sheet was made with.'),
    lines: Lines.optional().describe(
      'Only if the pictures are not found, or the person says that they are cut wrongly: where they are divided, `x` in shares of the width from the left, `y` in shares of the height from the top, each to within 0.01.',
    ),
  },
  async run({ aspectRatio, lines }, context) {
    const shoot = await context.gateway.readShoot(context.signal)
    const sheet = requireActive(
      shoot,
      'contact_sheet',
      'There is no contact sheet yet.',
      'Call generate_contact_sheet first.',
    )
    await withFolder(async (folder) => {
      const files = await cut({ asset: sheet, lines, aspectRatio, outDir: folder }, context)
      const pictures = files.map((path, index) => ({ path, slot: frameSlot(index + 1), madeFrom: [sheet.id] }))
      await storePictures(pictures, context)
    })
    return finishStage('frames', `The six frames are cut and stored, in ${aspectRatio}.`, context)
  },
})

type Cut = { asset: Asset; lines: Lines | undefined; aspectRatio: FrameRatio; outDir: string }

/** The six frames' files. Throws a ToolError when the sheet is no clean grid, and a MediaError for a file that can't be read. */
async function cut({ asset, lines: shares, aspectRatio, outDir }: Cut, context: ToolContext): Promise<string[]> {
  const { cropSheet, MediaError, resizeImages } = await import('@fashion-shoot/media')
  const { store, emit, signal } = context
  const sheet = await store.localFile(asset, signal)
  mediaProgress('frame_1', emit)({ fraction: 0 })
  const px = (places: readonly number[], length: number) => places.map((share) => Math.round(share * length))
  const lines = shares && { x: px(shares.x, asset.width), y: px(shares.y, asset.height) }
  try {
    const { frames } = await cropSheet({ sheet, outDir, lines, ratio: aspectRatio, signal })
    if (frames.every(showsMost)) return frames.map(({ file }) => file)
    // The pictures have another shape: trimmed about the middle, they would lose heads.
    const whole = await cropSheet({ sheet, outDir: join(outDir, 'whole'), lines, signal })
    const files = whole.frames.map(({ file }) => file)
    const resized = await resizeImages({ files, outDir, ratio: aspectRatio, signal })
    return resized.map(({ file }) => file)
  } catch (error) {
    if (!(error instanceof MediaError) || error.code !== 'notAGrid') throw error
    throw new ToolError(
      `The contact sheet can't be cut into six: ${error.message} The sheet is kept, and no frame was changed.`,
      {
        advice: `Look at it with view_asset (${asset.id}): if it shows six pictures, call extract_frames again with the lines between them, which is free. If it does not, tell the person, and propose a new sheet (generate_contact_sheet), which costs money.`,
        cause: error,
      },
    )
  }
}

function showsMost({ width, height, window }: CroppedFrame): boolean {
  return (window.width * window.height) / (width * height) >= LEAST_SHOWN
}
