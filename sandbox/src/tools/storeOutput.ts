import type { Asset } from '@fashion-shoot/protocol'
import type { OutputFile } from '../storage/createAssetStore.ts'
import type { ToolContext } from './defineTool.ts'

/** Makes a file the active version of its slot, which shows as a blur from its first moment on. Throws a GatewayError. */
export async function storeOutput(
  output: OutputFile,
  { store, previews, signal }: Pick<ToolContext, 'store' | 'previews' | 'signal'>,
): Promise<Asset> {
  const preview = await previews.of(output.path, output, signal)
  const asset = await store.store({ ...output, ...(preview && { thumbhash: preview.thumbhash }) }, signal)
  if (preview !== null) previews.send(asset, preview)
  return asset
}
