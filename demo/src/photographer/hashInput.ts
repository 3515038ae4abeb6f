import { createHash } from 'node:crypto'
import { CDN_ORIGIN, type FileStore } from './FileStore.ts'

/**
 * SHA-256 of a submitted JSON, lower-case hex. A picture of ours counts by its bytes: the same one, put up twice, has two addresses.
 */
export async function hashInput(input: unknown, files: Pick<FileStore, 'read'>): Promise<string> {
  return sha256(JSON.stringify(await withHashes(input, files)))
}

/** The same value, with a picture's hash in place of each address of ours. */
async function withHashes(value: unknown, files: Pick<FileStore, 'read'>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((entry) => withHashes(entry, files)))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(async ([key, entry]) => [key, await withHashes(entry, files)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }
  if (typeof value !== 'string' || !value.startsWith(CDN_ORIGIN)) return value
  const file = await files.read(value.slice(CDN_ORIGIN.length))
  return file ? sha256(file.bytes) : value
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
