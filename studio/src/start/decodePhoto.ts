import type { Pixels } from './judgePixels.ts'

export type DecodedPhoto = {
  /** px, as it is seen: a photo that was taken upright is upright. */
  width: number
  height: number
  /** The photo scaled to 512 px; null where the browser gives no canvas. */
  pixels: Pixels | null
}

/** px, longer side of what is looked at */
const SMALL = 512

/** Reads a photo by the browser's own decoder, once. */
export async function decodePhoto(file: File): Promise<DecodedPhoto> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  const pixels = smallPixels(bitmap)
  bitmap.close()
  return { width, height, pixels }
}

function smallPixels(bitmap: ImageBitmap): Pixels | null {
  const scale = Math.min(1, SMALL / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)))
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
