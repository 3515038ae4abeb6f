import type { ContentType } from '@fashion-shoot/protocol'

/** Bytes that `sniffType` wants to see. */
export const SNIFF_BYTES = 12

const PNG = '89504e470d0a1a0a'

/** What a file is by its first bytes, whatever its sender says of it; null when it is none of the kinds that we keep. */
export function sniffType(head: Uint8Array): ContentType | null {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (head.subarray(0, 8).toHex() === PNG) return 'image/png'
  if (head.subarray(0, 3).toHex() === 'ffd8ff') return 'image/jpeg'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  return text(4, 8) === 'ftyp' ? 'video/mp4' : null
}
