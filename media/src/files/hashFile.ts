import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { openFile } from './openFile.ts'

/**
 * SHA-256 of a file's content, in hexadecimal.
 *
 * @throws MediaError `fileNotFound` or `notMedia`
 */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline((await openFile(file)).createReadStream(), hash)
  return hash.digest('hex')
}
