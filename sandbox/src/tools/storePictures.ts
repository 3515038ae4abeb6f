import type { Slot } from '@fashion-shoot/protocol'
import { contentTypeOf } from '../storage/createAssetStore.ts'
import type { ToolContext } from './defineTool.ts'
import { mediaProgress } from './mediaProgress.ts'
import { storeOutput } from './storeOutput.ts'

type Picture = { slot: Slot; path: string; madeFrom: string[] }

/** Makes each picture a version in its slot, in order, and says the progress of each slot. Throws a GatewayError or a MediaError. */
export async function storePictures(pictures: readonly Picture[], context: ToolContext): Promise<void> {
  const { probeMedia } = await import('@fashion-shoot/media')
  await Promise.all(
    pictures.map(async ({ slot, path, madeFrom }) => {
      const probe = await probeMedia(path, context.signal)
      if (probe.kind !== 'picture') throw new Error(`${path} is not a picture.`)
      const { width, height } = probe
      await storeOutput({ slot, path, contentType: contentTypeOf(path), width, height, madeFrom }, context)
      mediaProgress(slot, context.emit)({ fraction: 1 })
    }),
  )
}
