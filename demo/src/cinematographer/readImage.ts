import sharp from 'sharp'
import { KlingError } from './KlingError.ts'

const maxBytes = 10 * 1024 * 1024
const minSide = 300
const maxRatio = 2.5

/**
 * Gets the bytes of a picture parameter, given as raw base64 or as a URL.
 * @param name of the parameter, for the error's words
 * @throws KlingError 1201 unless it is a jpg or png of at most 10 MB, 300 px a side or more, 1:2.5 to 2.5:1
 */
export async function readImage(name: string, value: string, fetch: typeof globalThis.fetch): Promise<Buffer> {
  const refuse = (why: string) => new KlingError(1201, `${name}: ${why}`)
  if (value.startsWith('data:')) throw refuse('send raw base64, without the "data:…;base64," prefix')
  const bytes = /^https?:\/\//.test(value) ? await download(value, fetch, refuse) : fromBase64(value)
  if (!bytes) throw refuse('neither a URL nor base64')
  if (bytes.length > maxBytes) throw refuse('larger than 10 MB')
  const { format, autoOrient } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw refuse('not a readable picture')
    })
  if (format !== 'jpeg' && format !== 'png') throw refuse(`${format} is not supported, only jpg and png`)
  const { width, height } = autoOrient
  if (Math.min(width, height) < minSide)
    throw refuse(`${width}×${height} px is too small, each side must have ${minSide} px`)
  if (Math.max(width, height) > maxRatio * Math.min(width, height))
    throw refuse(`the aspect ratio of ${width}×${height} px is not between 1:2.5 and 2.5:1`)
  return bytes
}

function fromBase64(value: string): Buffer | undefined {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? Buffer.from(value, 'base64') : undefined
}

async function download(url: string, fetch: typeof globalThis.fetch, refuse: (why: string) => KlingError) {
  const unreachable = (why: unknown) => refuse(`the URL could not be read: ${why instanceof Error ? why.message : why}`)
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!response.ok || !response.body) throw unreachable(`HTTP ${response.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of response.body) {
      parts.push(part)
      size += part.length
      if (size > maxBytes) break
    }
  } catch (error) {
    throw unreachable(error)
  }
  return Buffer.concat(parts)
}
