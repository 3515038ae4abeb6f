import type { FileStore } from './FileStore.ts'
import type { LoadedPicture } from './loadPictures.ts'
import type { MadePicture, PictureOrder, Size } from './models/Order.ts'
import { renderPicture } from './render/renderPicture.ts'

/** Renders the pictures of an order and stores them. Fewer come when the signal aborts. */
export async function makePictures(
  order: PictureOrder,
  references: LoadedPicture[],
  size: Size,
  seed: number,
  files: FileStore,
  signal: AbortSignal,
): Promise<MadePicture[]> {
  const images: MadePicture[] = []
  for (let index = 0; index < order.count && !signal.aborted; index++) {
    const bytes = await renderPicture({
      scene: order.scene,
      prompt: order.prompt,
      references: references.map((reference) => reference.bytes),
      ...size,
      seed: seed + index,
      format: order.format,
    })
    const content_type = `image/${order.format}`
    const file_name = `picture-${index + 1}.${order.format}`
    const url = order.inline
      ? `data:${content_type};base64,${bytes.toString('base64')}`
      : await files.add(bytes, content_type, file_name)
    images.push({ url, content_type, file_name, file_size: bytes.length, ...size })
  }
  return images
}
