import { rgbaToThumbHash } from 'thumbhash'

/** px, longer side of what a thumbhash is made of; it takes no more */
const SIDE = 100

/** The thumbhash of a photo, base64: a blur of it in some 25 bytes. Throws when the browser can't decode it, or gives no canvas. */
export async function thumbhashOf(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file)
  try {
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height))
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)))
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('The browser gives no canvas.')
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return btoa(String.fromCharCode(...rgbaToThumbHash(canvas.width, canvas.height, data)))
  } finally {
    bitmap.close()
  }
}
