import type { ByteSource } from './ByteSource.ts'
import { sha256 } from './sha256.ts'
import type { Stored } from './storeStream.ts'

/** bytes; the bucket takes parts of at least 5 MiB, all but the last of one size, and each is in memory once. */
const PART_BYTES = 8 * 1024 * 1024

/** Stores a body whose length nobody has stated, which the bucket takes only in parts; a short one goes as a whole. */
export async function storeParts(
  bucket: R2Bucket,
  key: string,
  source: ByteSource,
  options: R2PutOptions,
): Promise<Stored> {
  const first = await source.take(PART_BYTES)
  if (first.length < PART_BYTES) {
    const hash = await sha256(first)
    // Given the hash, the bucket refuses bytes that do not have it.
    const object = await bucket.put(key, first, { ...options, sha256: hash })
    if (object?.size !== first.length) throw new Error(`The bucket did not confirm ${key}.`)
    return { bytes: first.length, sha256: hash }
  }
  const sent = await sendParts(await bucket.createMultipartUpload(key, options), first, source)
  // The bucket keeps no hash of what came in parts: it is read again.
  const kept = await bucket.get(key)
  const digest = new crypto.DigestStream('SHA-256')
  await kept?.body.pipeTo(digest)
  if (kept?.size === sent.bytes && new Uint8Array(await digest.digest).toHex() === sent.sha256) return sent
  await bucket.delete(key)
  throw new Error(`The bucket did not confirm ${key}: ${kept?.size ?? 'no'} of ${sent.bytes} bytes.`)
}

async function sendParts(upload: R2MultipartUpload, first: Uint8Array, source: ByteSource): Promise<Stored> {
  const digest = new crypto.DigestStream('SHA-256')
  const writer = digest.getWriter()
  const parts: R2UploadedPart[] = []
  let bytes = 0
  try {
    for (let part = first; part.length > 0; part = await source.take(PART_BYTES)) {
      await writer.write(part)
      parts.push(await upload.uploadPart(parts.length + 1, part))
      bytes += part.length
    }
    await writer.close()
    await upload.complete(parts)
  } catch (error) {
    await upload.abort().catch(() => {
      // The bucket removes what was left unfinished after a week.
    })
    throw error
  }
  return { bytes, sha256: new Uint8Array(await digest.digest).toHex() }
}
