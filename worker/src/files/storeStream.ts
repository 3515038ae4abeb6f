/** What the bucket has confirmed of a stored file. `sha256` is lower-case hex. */
export type Stored = { bytes: number; sha256: string }

/**
 * Copies a stream of known length into the bucket and returns once the bucket has confirmed it: its size, and by its own MD5
 * that it holds the very bytes from which the SHA-256 was computed. Removes the file and throws when it does not.
 * `note` is kept beside it.
 */
export async function storeStream(
  bucket: R2Bucket,
  key: string,
  body: ReadableStream<Uint8Array>,
  length: number,
  contentType: string,
  note: Record<string, string>,
): Promise<Stored> {
  const sha256 = new crypto.DigestStream('SHA-256')
  const md5 = new crypto.DigestStream('MD5')
  const fixed = new FixedLengthStream(length)
  const [object] = await Promise.all([
    bucket.put(key, fixed.readable, {
      httpMetadata: { contentType },
      customMetadata: note,
    }),
    body.pipeThrough(passingBy([sha256.getWriter(), md5.getWriter()])).pipeTo(fixed.writable),
  ])
  const [sha, sum] = await Promise.all([sha256.digest, md5.digest])
  const confirmed =
    object?.size === length && object.checksums.md5 !== undefined && hex(object.checksums.md5) === hex(sum)
  if (!confirmed) {
    await bucket.delete(key)
    throw new Error(`The bucket did not confirm ${key}: ${object?.size ?? 'no'} of ${length} bytes.`)
  }
  return { bytes: length, sha256: hex(sha) }
}

/** Hands on what passes, once every witness has it: a tee would buffer without limit for the slower side. */
function passingBy(
  witnesses: WritableStreamDefaultWriter<ArrayBuffer | ArrayBufferView>[],
): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    async transform(chunk, controller) {
      await Promise.all(witnesses.map((witness) => witness.write(chunk)))
      controller.enqueue(chunk)
    },
    async flush() {
      await Promise.all(witnesses.map((witness) => witness.close()))
    },
  })
}

/** In lower case. */
function hex(bytes: ArrayBuffer): string {
  return new Uint8Array(bytes).toHex()
}
