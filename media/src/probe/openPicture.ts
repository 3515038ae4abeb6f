import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { MediaError } from '../MediaError.ts'

const MAX_PICTURE_BYTES = 150_000_000
const MAX_PICTURE_PIXELS = 120_000_000
/** Everything else that sharp reads (SVG, PDF, …) can pull in other files or is no photograph. */
const PICTURE_FORMATS = new Set(['jpeg', 'png', 'webp', 'avif', 'heif', 'gif', 'tiff'])

export interface Picture {
  bytes: Buffer
  metadata: Metadata
  /** A new sharp pipeline on the picture, turned upright by its orientation tag. */
  decode(): Sharp
}

/**
 * Reads a picture file and makes sure of what it is from its contents. The path goes to the file system, never to libvips,
 * which would read options out of square brackets in a name.
 *
 * @throws MediaError `fileNotFound`, `notMedia` or `tooLarge` (over 150 MB or 120 megapixels)
 */
export async function openPicture(file: string): Promise<Picture> {
  const bytes = await readLimited(file)
  const options = { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'error' as const }
  let metadata: Metadata
  try {
    metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
  } catch (error) {
    throw notAPicture(file, error)
  }
  if (!PICTURE_FORMATS.has(metadata.format)) throw notAPicture(file)
  if (metadata.width * metadata.height > MAX_PICTURE_PIXELS) {
    throw new MediaError(
      'tooLarge',
      `${basename(file)} has ${metadata.width}×${metadata.height} pixels; at most 120 megapixels are read.`,
      'Use a smaller copy of it.',
    )
  }
  return { bytes, metadata, decode: () => sharp(bytes, options).autoOrient() }
}

/** Wraps what sharp throws while it decodes: the file begins like a picture and is broken further on. */
export function damagedPicture(file: string, cause: unknown): MediaError {
  return new MediaError(
    'damagedFile',
    `${basename(file)} is damaged and cannot be decoded.`,
    'Use another copy of it.',
    {
      cause,
    },
  )
}

async function readLimited(file: string): Promise<Buffer> {
  try {
    await using handle = await open(file)
    const stat = await handle.stat()
    if (!stat.isFile()) throw notAPicture(file)
    if (stat.size > MAX_PICTURE_BYTES) {
      throw new MediaError(
        'tooLarge',
        `${basename(file)} has ${Math.round(stat.size / 1e6)} MB; pictures of at most 150 MB are read.`,
        'Use a smaller copy of it.',
      )
    }
    return await handle.readFile()
  } catch (error) {
    if (error instanceof MediaError) throw error
    throw fileNotFound(file, error)
  }
}

/** The error for a path that cannot be opened. */
export function fileNotFound(file: string, cause: unknown): MediaError {
  return new MediaError('fileNotFound', `There is no readable file ${file}.`, 'Check the name and the folder.', {
    cause,
  })
}

function notAPicture(file: string, cause?: unknown): MediaError {
  return new MediaError(
    'notMedia',
    `${basename(file)} is not a picture that can be read.`,
    'Use a JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF file.',
    { cause },
  )
}
