import type { Asset } from '@fashion-shoot/protocol'
import { mediaUrl } from '../../api/studioApi.ts'

/** px, longer side: 300 to the inch on a third of a page, 190 over the whole of it */
const PRINT_SIDE = 2000
const QUALITY = 0.85

/** A picture as JPEG, no larger than print needs. Throws where it cannot be loaded. */
export async function printPicture({ id }: Asset): Promise<Uint8Array> {
  const answer = await fetch(mediaUrl(id))
  if (!answer.ok) throw new Error(`The picture was not served: ${answer.status}.`)
  const bitmap = await createImageBitmap(await answer.blob())
  const scale = Math.min(1, PRINT_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser has no canvas to draw on.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  return new Uint8Array(await jpeg.arrayBuffer())
}
