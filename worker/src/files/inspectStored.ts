import type { Asset } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import { inspectImage } from './inspectFile.ts'
import { inspectMp4 } from './inspectMp4.ts'

/** Enough for any header: an image's size can stand behind an embedded colour profile and preview. */
const HEADER_BYTES = 256 * 1024

/** What a stored file is, read from the file itself. Throws when it is neither a picture nor a clip that we know. */
export async function inspectStored(
  bucket: R2Bucket,
  key: string,
  bytes: number,
): Promise<Pick<Asset, 'contentType' | 'width' | 'height' | 'durationSeconds'>> {
  const object = await bucket.get(key, { range: { offset: 0, length: Math.min(bytes, HEADER_BYTES) } })
  if (object === null) throw new ProblemError('unknown_asset')
  const header = new Uint8Array(await object.arrayBuffer())
  if (isMp4(header)) return { contentType: 'video/mp4', ...(await inspectMp4(bucket, key, bytes)) }
  return { ...inspectImage(header, key), durationSeconds: null }
}

function isMp4(header: Uint8Array): boolean {
  return String.fromCharCode(...header.subarray(4, 8)) === 'ftyp'
}
