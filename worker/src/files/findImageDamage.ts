import type { ContentType } from '@fashion-shoot/protocol'

/**
 * Looks for damage that shows without decoding, which would need more memory than a Worker has: a file cut short, a PNG chunk
 * whose checksum is wrong, a JPEG whose scan holds markers that cannot be. Returns what is wrong, or null.
 */
export function findImageDamage(bytes: Uint8Array, contentType: ContentType): string | null {
  switch (contentType) {
    case 'image/png':
      return findPngDamage(bytes)
    case 'image/jpeg':
      return findJpegDamage(bytes)
    case 'image/webp':
      return findWebpDamage(bytes)
    case 'video/mp4':
      return null
  }
}

/** PNG 1.2, section 3.2: length, type, data and a CRC over type and data; IEND is last. */
function findPngDamage(bytes: Uint8Array): string | null {
  const view = dataView(bytes)
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return 'it is cut short'
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return 'a checksum is wrong'
    if (view.getUint32(at + 4) === 0x49454e44) return null
    at = end
  }
  return 'it is cut short'
}

/** JPEG, ITU T.81 annex B: segments of known length, and scans in which 0xFF is followed by 0x00 or a restart marker only. */
function findJpegDamage(bytes: Uint8Array): string | null {
  const view = dataView(bytes)
  let at = 2
  let scans = 0
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'its structure is broken'
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return scans > 0 ? null : 'it holds no picture'
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return 'its structure is broken'
    if (at + 4 > bytes.length) break
    at += 2 + view.getUint16(at + 2)
    if (marker !== 0xda) continue
    scans += 1
    at = endOfScan(bytes, at)
  }
  return 'it is cut short'
}

function endOfScan(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(0xff, start)
  while (at !== -1) {
    const next = bytes[at + 1]
    const isData = next === 0x00 || (next !== undefined && next >= 0xd0 && next <= 0xd7)
    if (!isData) return at
    at = bytes.indexOf(0xff, at + 2)
  }
  return bytes.length
}

/** WebP: a RIFF container that states its own length. */
function findWebpDamage(bytes: Uint8Array): string | null {
  return dataView(bytes).getUint32(4, true) + 8 > bytes.length ? 'it is cut short' : null
}

function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
