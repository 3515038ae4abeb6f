/** Fetches and checks the pictures that an input names. */
import sharp from 'sharp'
import { CDN_ORIGIN, type FileStore } from './FileStore.ts'
import { ModelError } from './ModelError.ts'

/** Shortest side that the model still accepts, px. */
const MIN_SIDE = 64
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'avif'])

async function download(url: string, files: FileStore): Promise<Buffer | undefined> {
  const data = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(url)
  if (data?.[1]) return Buffer.from(data[1], 'base64')
  if (!url.startsWith(`${CDN_ORIGIN}/`)) return undefined
  return (await files.read(new URL(url).pathname))?.bytes
}

/** Long data URIs are cut in error reports. */
const shorten = (url: string) => (url.length > 200 ? `${url.slice(0, 200)}…` : url)

/**
 * The pictures' bytes, in order.
 *
 * @throws ModelError `file_download_error` for a URL that is neither a data URI nor a file of our own CDN (nothing
 * outside this machine is fetched), `image_load_error` for bytes that do not decode, `image_too_small` under 64 px.
 */
export async function loadReferences(urls: string[], files: FileStore): Promise<Buffer[]> {
  return Promise.all(
    urls.map(async (url, index) => {
      const loc = ['body', 'image_urls', index]
      const bytes = await download(url, files)
      if (!bytes) throw ModelError.of('file_download_error', loc, { input: shorten(url) })
      const info = await decode(bytes)
      if (!info) throw ModelError.of('image_load_error', loc, { input: shorten(url) })
      if (Math.min(info.width, info.height) < MIN_SIDE)
        throw ModelError.of('image_too_small', loc, {
          ctx: { min_width: MIN_SIDE, min_height: MIN_SIDE },
          input: shorten(url),
        })
      return bytes
    }),
  )
}

async function decode(bytes: Buffer): Promise<{ width: number; height: number } | undefined> {
  try {
    const { format } = await sharp(bytes).metadata()
    if (!FORMATS.has(format)) return undefined
    // Reading every pixel is the only way to find a truncated file.
    return (await sharp(bytes, { failOn: 'error' }).raw().toBuffer({ resolveWithObject: true })).info
  } catch {
    return undefined
  }
}
