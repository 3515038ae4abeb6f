import { LIMITS } from '@fashion-shoot/protocol'
import type { DecodedPhoto } from './decodePhoto.ts'
import { type Judgement, judgePixels } from './judgePixels.ts'

/** `trouble`: why a photo will not serve, in words. Otherwise what it looks like, with flaws that it serves in spite of. */
export type PhotoCheck = { trouble: string } | Judgement

const MIB = 1024 * 1024

/** Whether a photo will serve. The file's own first bytes are believed, not its name. `decode` throws when the file can't be decoded. */
export async function checkPhoto(file: File, decode: (file: File) => Promise<DecodedPhoto>): Promise<PhotoCheck> {
  if (file.size > LIMITS.photoBytes) {
    const megabytes = Math.round(file.size / MIB)
    return { trouble: `This photo has ${megabytes} MB; ${LIMITS.photoBytes / MIB} MB is the limit. Export it smaller.` }
  }
  // A folder comes as a file that cannot be read, and so does a file that has gone meanwhile.
  const head = await file
    .slice(0, 12)
    .arrayBuffer()
    .catch(() => null)
  if (head === null) return { trouble: 'This cannot be read. If it is a folder, drop the photos in it instead.' }
  if (!isPicture(new Uint8Array(head))) {
    return { trouble: 'This is not a PNG, JPEG or WebP picture. Export it as one of these.' }
  }
  const decoded = await decode(file).catch(() => null)
  if (decoded === null) return { trouble: 'This picture is damaged and cannot be read. Export it again.' }
  const { width, height, pixels } = decoded
  const size = `This photo is ${width} × ${height} px`
  if (Math.min(width, height) < LIMITS.photoSide) {
    return { trouble: `${size}; its shorter side needs ${LIMITS.photoSide}. Use a larger one.` }
  }
  if (Math.max(width, height) > LIMITS.photoLongSide) {
    return { trouble: `${size}; ${LIMITS.photoLongSide} is the limit. Scale it down.` }
  }
  return pixels === null ? { flaws: [], fingerprint: null } : judgePixels(pixels)
}

function isPicture(head: Uint8Array): boolean {
  const ascii = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  const isJpeg = head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff
  return isJpeg || ascii(0, 8) === '\x89PNG\r\n\x1a\n' || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP')
}
