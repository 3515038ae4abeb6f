import type { ContentType } from './asset.ts'

/** Bytes that `sniffType` wants to see. */
export const SNIFF_BYTES = 12

/** What a file is by its first bytes, whatever its name or its sender says; null when it is none of the kinds that a shoot keeps. */
export function sniffType(head: Uint8Array): ContentType | null {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES))
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp'
  return text.startsWith('ftyp', 4) ? 'video/mp4' : null
}
