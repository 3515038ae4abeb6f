/**
 * @module What the bucket keeps so that a session and its photos can be found when D1 is lost, as empty objects: one for each session,
 * and one for each upload that a session has made its own.
 */
import { listPage } from './listPage.ts'

const SESSIONS = 'sessions/'
const CLAIMS = 'claims/'
/** The bucket's own limit on one deletion. */
const MOST_KEYS = 1000

export async function leaveSessionTrace(bucket: R2Bucket, sessionId: string): Promise<void> {
  await bucket.put(SESSIONS + sessionId, '')
}

export async function hasSessionTrace(bucket: R2Bucket, sessionId: string): Promise<boolean> {
  return (await bucket.head(SESSIONS + sessionId)) !== null
}

/** Notes that the upload is the session's. */
export async function leaveClaim(bucket: R2Bucket, assetId: string, sessionId: string): Promise<void> {
  await bucket.put(CLAIMS + assetId, '', { customMetadata: { session: sessionId } })
}

/** True when a session has made the upload its own, whatever D1 says. */
export async function isClaimed(bucket: R2Bucket, assetId: string): Promise<boolean> {
  return (await bucket.head(CLAIMS + assetId)) !== null
}

/** Ids in their order; `next` is null after the last. */
type IdPage = { ids: string[]; next: string | null }

export async function listSessionTraces(bucket: R2Bucket, after: string | null, limit: number): Promise<IdPage> {
  const { files, next } = await listPage(bucket, SESSIONS, after, limit)
  return { ids: files.map(({ id }) => id), next }
}

/** The last that is removed of a session. */
export async function removeSessionTrace(bucket: R2Bucket, sessionId: string): Promise<void> {
  await bucket.delete(SESSIONS + sessionId)
}

export async function removeClaims(bucket: R2Bucket, assetIds: string[]): Promise<void> {
  const keys = assetIds.map((id) => CLAIMS + id)
  await deleteKeys(bucket, keys)
}

/** Deletes any number of keys; those that are not there are fine. */
export async function deleteKeys(bucket: R2Bucket, keys: string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += MOST_KEYS) await bucket.delete(keys.slice(from, from + MOST_KEYS))
}
