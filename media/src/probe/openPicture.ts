import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { openFile } from '../files/openFile.ts'
import { MediaError } from '../MediaError.ts'
import type { PictureInfo } from './mediaInfo.ts'
import { SNIFF_BYTES, sniffPicture } from './sniffPicture.ts'

const MAX_PICTURE_BYTES = 150_000_000
const MAX_PICTURE_PIXELS = 120_000_000
/** What the pixels take once they are decoded: 120 megapixels of 8-bit RGB, less of what is deeper. Interlaced pictures are held whole. */
const MAX_DECODED_BYTES = 360_000_000
/** Its decoder takes about 20 bytes a pixel. 8K video has 33 megapixels. */
const MAX_AVIF_PIXELS = 36_000_000

export interface Picture {
  bytes: Buffer
  format: PictureInfo['format']
  metadata: Metadata
  /** A new sharp pipeline on the picture, turned upright by its orientation tag. */
  decode(): Sharp
}

/**
 * Reads a picture file and makes sure of what it is from its contents. The path goes to the file system, never to libvips,
 * which would read options out of square brackets in a name.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `unsupported` (HEIC), `damagedFile` or `tooLarge` (over 150 MB, or 120
 *   megapixels of 8-bit RGB, less of other kinds)
 */
export async function openPicture(file: string): Promise<Picture> {
  const { bytes, format } = await readPicture(file)
  const options = { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'error' as const }
  let metadata: Metadata
  try {
    metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
  } catch (error) {
    throw damagedPicture(file, error)
  }
  const most =
    format === 'avif' ? MAX_AVIF_PIXELS : Math.min(MAX_PICTURE_PIXELS, MAX_DECODED_BYTES / pixelBytes(metadata))
  if (metadata.width * metadata.height > most) {
    const size = `${metadata.width}×${metadata.height} pixels`
    throw new MediaError(
      'tooLarge',
      `${basename(file)} has ${size}; at most ${Math.floor(most / 1e6)} megapixels of its kind are read.`,
      'Use a smaller copy of it.',
    )
  }
  return { bytes, format, metadata, decode: () => sharp(bytes, options).autoOrient() }
}

function pixelBytes({ channels, depth }: Metadata): number {
  const deep = { ushort: 2, short: 2, uint: 4, int: 4, float: 4, double: 8 } as Record<string, number>
  return channels * (deep[depth] ?? 1)
}

/** Wraps what sharp throws while it decodes: the file begins like a picture and is broken further on. */
export function damagedPicture(file: string, cause: unknown): MediaError {
  const message = `${basename(file)} is damaged and cannot be decoded.`
  return new MediaError('damagedFile', message, 'Use another copy of it.', { cause })
}

/** Looks at the first bytes before it reads the rest: the file may be a film of gigabytes. */
async function readPicture(file: string): Promise<Pick<Picture, 'bytes' | 'format'>> {
  await using handle = await openFile(file)
  const head = Buffer.alloc(SNIFF_BYTES)
  const { bytesRead } = await handle.read(head, 0, SNIFF_BYTES, 0)
  const format = sniffPicture(head.subarray(0, bytesRead))
  if (format === undefined) {
    throw new MediaError(
      'notMedia',
      `${basename(file)} is not a picture that can be read.`,
      'Use a JPEG, PNG, WebP, AVIF, TIFF or GIF file.',
    )
  }
  if (format === 'heic') {
    throw new MediaError(
      'unsupported',
      `${basename(file)} is a HEIC picture, which cannot be decoded here.`,
      'Save it as JPEG, PNG, WebP or AVIF first.',
    )
  }
  const { size } = await handle.stat()
  if (size > MAX_PICTURE_BYTES) {
    throw new MediaError(
      'tooLarge',
      `${basename(file)} has ${Math.round(size / 1e6)} MB; pictures of at most 150 MB are read.`,
      'Use a smaller copy of it.',
    )
  }
  return { bytes: await readWhole(handle, size), format }
}

/** At once: Node's own way asks for half a megabyte at a time, and each answer waits for its turn. */
async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
