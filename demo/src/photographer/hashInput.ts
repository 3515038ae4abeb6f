import { createHash } from 'node:crypto'
import { CDN_ORIGIN, type FileStore } from './FileStore.ts'

/**
 * SHA-256 of a submitted JSON, lower-case hex. A picture of ours counts by its bytes: the same one, put up twice, has two addresses.
 */
export async function hashInput(input: unknown, files: Pick<FileStore, 'read'>): Promise<string> {
  const urls = typeof input === 'object' && input !== null && 'image_urls' in input ? input.image_urls : undefined
  const pictures = Array.isArray(urls) ? await Promise.all(urls.map((url) => hashPicture(url, files))) : urls
  return sha256(JSON.stringify({ ...(input as object), image_urls: pictures }))
}

async function hashPicture(url: unknown, files: Pick<FileStore, 'read'>): Promise<unknown> {
  if (typeof url !== 'string' || !url.startsWith(CDN_ORIGIN)) return url
  const file = await files.read(url.slice(CDN_ORIGIN.length))
  return file ? sha256(file.bytes) : url
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
