import type { Context } from 'hono'
import { ProblemError } from '../problem.ts'
import type { GatewayApp } from './GatewayApp.ts'
import type { FileHeaders } from './readFileHeaders.ts'

/** What the bucket calls bytes that do not have the hash that it was given: https://developers.cloudflare.com/r2/api/error-codes/ */
const BAD_DIGEST = '(10037)'

/** Stores a request's body. Throws `storage_refused`, and leaves nothing, where it is not what its headers say. */
export async function storeBody(
  c: Context<GatewayApp>,
  key: string,
  { contentType, bytes, sha256 }: FileHeaders,
  customMetadata: Record<string, string>,
): Promise<void> {
  // Given the hash, the bucket refuses bytes that do not have it.
  const options = { sha256, httpMetadata: { contentType }, customMetadata }
  const object = await c.env.STORAGE.put(key, c.req.raw.body, options).catch((error: unknown) => {
    // Whatever else is wrong lies with the bucket, and is worth sending the file again.
    if (String(error).includes(BAD_DIGEST)) return null
    throw error
  })
  if (object?.size === bytes) return
  await c.env.STORAGE.delete(key)
  throw new ProblemError('storage_refused')
}
