import { readFile } from 'node:fs/promises'
import { type Asset, FRAME_LIMITS, isTooLong, needsFit, slotName } from '@fashion-shoot/protocol'
import type { ToolContext } from './defineTool.ts'
import { sizeOfSet } from './matchFrames.ts'
import { listNumbers } from './shoot.ts'
import { ToolError } from './ToolError.ts'
import { withFolder } from './withFolder.ts'

/** px: more than any clip shows of a frame */
const LONGER_SIDE = 4096

/**
 * Makes frames fit what the clip services take, before a clip is asked for: where one is beyond their limits, copies of all are stored
 * beside them, all of one size, because a clip can't change its size on the way. The frames stay as they are. Throws a ToolError for a
 * ratio that no copy helps, a GatewayError or a MediaError.
 */
export async function fitFrames(frames: readonly Asset[], { gateway, store, signal }: ToolContext): Promise<void> {
  const tooLong = frames.filter(isTooLong)
  if (tooLong.length > 0) throw refusal(tooLong)
  if (!frames.some(needsFit)) return
  const files = await Promise.all(frames.map((frame) => store.localFile(frame, signal)))
  const { fitPictures } = await import('@fashion-shoot/media')
  await withFolder(async (outDir) => {
    const limits = { bytes: FRAME_LIMITS.bytes, shorterSide: FRAME_LIMITS.side, longerSide: LONGER_SIDE }
    const fitted = await fitPictures({ files, outDir, size: sizeOfSet(frames), limits, signal })
    await Promise.all(frames.map(async ({ id }, at) => gateway.storeFit(id, await readFile(fitted[at] ?? ''), signal)))
  })
}

function refusal(frames: readonly Asset[]): ToolError {
  const names = frames.map(
    ({ slot, width, height }) => `${slot === null ? 'frame' : slotName(slot)} (${width}×${height})`,
  )
  return new ToolError(
    `No clip can be made from ${listNumbers(names)}: the clip service takes nothing longer than 1:${FRAME_LIMITS.ratio} or ${FRAME_LIMITS.ratio}:1. Nothing was paid.`,
    { advice: 'Call resize_frames with the ratio that the person wants, then generate_clips.' },
  )
}
