import type { Slot } from '@fashion-shoot/protocol'
import { contentTypeOf } from '../storage/createAssetStore.ts'
import type { ToolContext } from './defineTool.ts'
import { mediaProgress } from './mediaProgress.ts'

type Picture = { slot: Slot; path: string; madeFrom: string[] }

/** Makes each picture a version in its slot, in order, and says the progress of each slot. Throws a GatewayError or a MediaError. */
export async function storePictures(pictures: readonly Picture[], { store, emit, signal }: ToolContext): Promise<void> {
  const { probeMedia } = await import('@fashion-shoot/media')
  await Promise.all(
    pictures.map(async ({ slot, path, madeFrom }) => {
      const probe = await probeMedia(path, signal)
      if (probe.kind !== 'picture') throw new Error(`${path} is not a picture.`)
      const { width, height } = probe
      await store.store({ slot, path, contentType: contentTypeOf(path), width, height, madeFrom }, signal)
      mediaProgress(slot, emit)({ fraction: 1 })
    }),
  )
}
