/** Fetches and checks the pictures that an input names. */
import sharp from 'sharp'
import { CDN_ORIGIN, type FileStore } from './FileStore.ts'
import { ModelError } from './ModelError.ts'
import type { PictureLimits, Size, Source } from './models/Order.ts'

export type LoadedPicture = { bytes: Buffer; size: Size }

async function download(url: string, files: FileStore): Promise<Buffer | undefined> {
  const data = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(url)
  if (data?.[1]) return Buffer.from(data[1], 'base64')
  if (!url.startsWith(`${CDN_ORIGIN}/`)) return undefined
  return (await files.read(new URL(url).pathname))?.bytes
}

/** Long data URIs are cut in error reports. */
const shorten = (url: string) => (url.length > 200 ? `${url.slice(0, 200)}…` : url)

/**
 * The pictures, in order, and their sizes as displayed.
 *
 * @throws ModelError `file_download_error` for a URL that is neither a data URI nor a file of our own CDN (nothing outside this
 * machine is fetched), `image_load_error` for bytes that do not decode or are of a format that the model does not take,
 * `image_too_small`, `image_too_large`, and `value_error` for a ratio.
 */
export async function loadPictures(
  sources: Source[],
  limits: PictureLimits,
  files: FileStore,
): Promise<LoadedPicture[]> {
  return Promise.all(
    sources.map(async ({ url, loc }) => {
      const input = shorten(url)
      const bytes = await download(url, files)
      if (!bytes) throw ModelError.of('file_download_error', loc, { input })
      if (bytes.length > limits.bytes)
        throw ModelError.of('image_too_large', loc, { ctx: { max_size: limits.bytes }, input })
      const size = await decode(bytes, limits.formats)
      if (!size) throw ModelError.of('image_load_error', loc, { input })
      checkSize(size, limits, loc, input)
      return { bytes, size }
    }),
  )
}

function checkSize({ width, height }: Size, limits: PictureLimits, loc: Source['loc'], input: string): void {
  const { minSide, maxSide, ratio } = limits
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)]
  if (shorter < minSide)
    throw ModelError.of('image_too_small', loc, { ctx: { min_width: minSide, min_height: minSide }, input })
  if (longer > maxSide)
    throw ModelError.of('image_too_large', loc, { ctx: { max_width: maxSide, max_height: maxSide }, input })
  if (longer > ratio * shorter) {
    const msg = `Value error, the aspect ratio of ${width}x${height} is not between 1:${ratio} and ${ratio}:1`
    throw new ModelError([{ loc, msg, type: 'value_error', input }])
  }
}

async function decode(bytes: Buffer, formats: readonly string[]): Promise<Size | undefined> {
  try {
    const { format, autoOrient } = await sharp(bytes).metadata()
    if (!formats.includes(format)) return undefined
    // Reading every pixel is the only way to find a truncated file.
    await sharp(bytes, { failOn: 'error' }).stats()
    return autoOrient
  } catch {
    return undefined
  }
}
