import type { ByteSource } from './ByteSource.ts'
import { SourceError } from './SourceError.ts'
import { storeParts } from './storeParts.ts'

/** What the bucket has confirmed of a stored file. `sha256` is lower-case hex. */
export type Stored = { bytes: number; sha256: string }

/**
 * Copies a body into the bucket and returns once the bucket has confirmed that it holds the very bytes from which the SHA-256 was
 * computed. `length` in bytes where the sender has stated it: then it goes through as it comes, else in parts. Leaves nothing
 * behind when it throws: a SourceError where the body is to blame, any other error where the bucket is.
 */
export async function storeStream(
  bucket: R2Bucket,
  key: string,
  source: ByteSource,
  length: number | null,
  options: R2PutOptions,
): Promise<Stored> {
  try {
    if (length === null) return await storeParts(bucket, key, source, options)
    return await storeWhole(bucket, key, source, length, options)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function storeWhole(
  bucket: R2Bucket,
  key: string,
  source: ByteSource,
  length: number,
  options: R2PutOptions,
): Promise<Stored> {
  const [sha256, md5] = [new crypto.DigestStream('SHA-256'), new crypto.DigestStream('MD5')]
  const fixed = new FixedLengthStream(length)
  const writers = [sha256, md5, fixed.writable].map((stream) => stream.getWriter())
  const put = bucket.put(key, fixed.readable, options)
  const pour = async () => {
    let written = 0
    for (let piece = await source.next(); piece !== null; piece = await source.next()) {
      written += piece.length
      if (written > length) throw new SourceError('cut', `The body is longer than the ${length} bytes that it stated.`)
      const bytes = piece
      // Each witness has it before the next piece is read: a tee would buffer without limit for the slowest.
      await Promise.all(writers.map((writer) => writer.write(bytes)))
    }
    if (written < length) throw new SourceError('cut', `The body ended after ${written} of ${length} bytes.`)
    await Promise.all(writers.map((writer) => writer.close()))
  }
  const stop = (reason: unknown) => Promise.all(writers.map((writer) => writer.abort(reason).catch(() => undefined)))
  const poured = pour().catch(async (error: unknown) => {
    await stop(error)
    throw error
  })
  const [putting, pouring] = await Promise.allSettled([put, poured])
  if (pouring.status === 'rejected' && pouring.reason instanceof SourceError) throw pouring.reason
  if (putting.status === 'rejected') throw putting.reason
  if (pouring.status === 'rejected') throw pouring.reason
  const object = putting.value
  const [sha, sum] = await Promise.all([sha256.digest, md5.digest])
  const { md5: kept } = object?.checksums ?? {}
  if (object?.size !== length || kept === undefined || hex(kept) !== hex(sum)) {
    await bucket.delete(key)
    throw new Error(`The bucket did not confirm ${key}: ${object?.size ?? 'no'} of ${length} bytes.`)
  }
  return { bytes: length, sha256: hex(sha) }
}

/** In lower case. */
function hex(bytes: ArrayBuffer): string {
  return new Uint8Array(bytes).toHex()
}
