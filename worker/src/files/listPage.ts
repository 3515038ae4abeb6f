/** Some of what lies under a prefix, in the order of keys. `next` is the id of the last one, null when there is no more after it. */
export type FilePage = { files: { id: string; object: R2Object }[]; next: string | null }

/** The first `limit` objects under the prefix whose id, which is their key without it, comes after that one; with all that is noted beside them. */
export async function listPage(
  bucket: R2Bucket,
  prefix: string,
  after: string | null,
  limit: number,
): Promise<FilePage> {
  const page = await bucket.list({
    prefix,
    limit,
    include: ['customMetadata', 'httpMetadata'],
    ...(after !== null && { startAfter: prefix + after }),
  })
  const files = page.objects.map((object) => ({ id: object.key.slice(prefix.length), object }))
  return { files, next: page.truncated ? (files.at(-1)?.id ?? null) : null }
}
