import { LIMITS } from '@fashion-shoot/protocol'

type Size = { width: number; height: number }

const MIB = 1024 * 1024

/**
 * Why a photo will not serve, in words, or null when it will. The file's own first bytes are believed, not its name.
 * `measure` decodes it and gives its size in px; it throws when the file can't be decoded.
 */
export async function checkPhoto(file: File, measure: (file: File) => Promise<Size>): Promise<string | null> {
  if (file.size > LIMITS.photoBytes) {
    const megabytes = Math.round(file.size / MIB)
    return `This photo has ${megabytes} MB; ${LIMITS.photoBytes / MIB} MB is the limit. Export it smaller.`
  }
  if (!isPicture(new Uint8Array(await file.slice(0, 12).arrayBuffer()))) {
    return 'This is not a PNG, JPEG or WebP picture. Export it as one of these.'
  }
  const size = await measure(file).catch(() => null)
  if (size === null) return 'This picture is damaged and cannot be read. Export it again.'
  const { width, height } = size
  if (Math.min(width, height) < LIMITS.photoSide) {
    return `This photo is ${width} × ${height} px; its shorter side needs ${LIMITS.photoSide}. Use a larger one.`
  }
  if (Math.max(width, height) > LIMITS.photoLongSide) {
    return `This photo is ${width} × ${height} px; ${LIMITS.photoLongSide} is the limit. Scale it down.`
  }
  return null
}

/** The size of a picture in px, by the browser's own decoder. */
export async function measurePhoto(file: File): Promise<Size> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

function isPicture(head: Uint8Array): boolean {
  const ascii = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  const isJpeg = head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff
  return isJpeg || ascii(0, 8) === '\x89PNG\r\n\x1a\n' || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP')
}
