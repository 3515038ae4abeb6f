import type { PictureInfo } from './mediaInfo.ts'

/** Bytes that {@link sniffPicture} wants to see. */
export const SNIFF_BYTES = 64

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']

/**
 * The format of a picture by its first bytes, before any decoder sees it: decoders of other formats that libvips has (SVG
 * and PDF above all) pull in other files.
 *
 * @returns `heic` for pictures in HEVC, which the decoder at hand lacks; undefined for everything that is no picture
 */
export function sniffPicture(head: Buffer): PictureInfo['format'] | 'heic' | undefined {
  const text = head.toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp'
  if (/^GIF8[79]a/.test(text)) return 'gif'
  // The byte order, then 42 (TIFF) or 43 (BigTIFF) in it.
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return 'tiff'
  if (!text.startsWith('ftyp', 4)) return undefined
  // ISO/IEC 14496-12: the major brand, four bytes of version, then the compatible brands, to the end of the box.
  const brands: string[] = text.slice(8, Math.min(text.length, head.readUInt32BE(0))).match(/.{4}/gs) ?? []
  if (brands.includes('avif') || brands.includes('avis')) return 'avif'
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : undefined
}
