/**
 * @module What the bucket keeps so that a session and its photos can be found when D1 is lost, as empty objects: one for each session,
 * one for each upload that a session has made its own, and one for each session whose object was emptied while something is left.
 */
const SESSIONS = 'sessions/'
const CLAIMS = 'claims/'
const REMOVALS = 'removals/'
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

/** Notes that a session's object is about to be emptied, and that then the rest is to go as well. */
export async function leaveRemoval(bucket: R2Bucket, sessionId: string): Promise<void> {
  await bucket.put(REMOVALS + sessionId, '')
}

export async function dropRemoval(bucket: R2Bucket, sessionId: string): Promise<void> {
  await bucket.delete(REMOVALS + sessionId)
}

/** A page of ids; `cursor` is null after the last. */
type Page = { sessionIds: string[]; cursor: string | null }

export async function listSessionTraces(bucket: R2Bucket, cursor: string | null, limit: number): Promise<Page> {
  return await listIds(bucket, SESSIONS, cursor, limit)
}

export async function listRemovals(bucket: R2Bucket, limit: number): Promise<Page> {
  return await listIds(bucket, REMOVALS, null, limit)
}

async function listIds(bucket: R2Bucket, prefix: string, cursor: string | null, limit: number): Promise<Page> {
  const page = await bucket.list({ prefix, limit, ...(cursor !== null && { cursor }) })
  const sessionIds = page.objects.map(({ key }) => key.slice(prefix.length))
  return { sessionIds, cursor: page.truncated ? page.cursor : null }
}

/** The last that is removed of a session. */
export async function removeSessionTrace(bucket: R2Bucket, sessionId: string): Promise<void> {
  await bucket.delete([SESSIONS + sessionId, REMOVALS + sessionId])
}

export async function removeClaims(bucket: R2Bucket, assetIds: string[]): Promise<void> {
  const keys = assetIds.map((id) => CLAIMS + id)
  await deleteKeys(bucket, keys)
}

/** Deletes any number of keys; those that are not there are fine. */
export async function deleteKeys(bucket: R2Bucket, keys: string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += MOST_KEYS) await bucket.delete(keys.slice(from, from + MOST_KEYS))
}
