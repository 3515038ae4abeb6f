import { assetKey, ContentType, type RebuildStep } from '@fashion-shoot/protocol'
import { gt, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import { readFileNote, readPhotoNote } from '../files/fileNote.ts'
import { isClaimed, listSessionTraces } from '../files/traces.ts'
import { sessionStub } from '../http.ts'
import { removeRows } from './eraseSession.ts'
import { assets, sessions } from './schema.ts'

/** Each session of a step costs a call of its object, and a request has a limit on those. */
const STEP = 50
const UPLOADS = 'uploads/'

/** How far a rebuild is: which of its three parts, and where in that. */
type Place = { part: 'rows' | 'traces' | 'uploads'; after: string | null }

/**
 * One step of making D1 anew from the Session objects and the bucket: has the sessions that D1 has rows of, and those that have left
 * a trace in the bucket, tell everything again; takes away the rows of sessions that are no more; then gives uploads that no session
 * has their rows back. Repeating a step changes nothing. `cursor` is where the step before ended.
 */
export async function rebuild(env: Env, cursor: string | null): Promise<RebuildStep> {
  const place: Place = cursor === null ? { part: 'rows', after: null } : JSON.parse(cursor)
  if (place.part === 'uploads') {
    const { uploads, after } = await restoreUploads(env, place.after)
    return { sessions: [], uploads, cursor: after === null ? null : at({ part: 'uploads', after }) }
  }
  const isRows = place.part === 'rows'
  const { ids, after } = isRows ? await sessionRows(env, place.after) : await sessionTraces(env, place.after)
  const found: string[] = []
  for (const id of ids) {
    if (await sessionStub(env, id).project()) found.push(id)
    // The rows alone: should the objects be out of reach for another reason, no file may go.
    else await removeRows(env, id)
  }
  const next: Place = after === null ? { part: isRows ? 'traces' : 'uploads', after } : { part: place.part, after }
  return { sessions: found, uploads: 0, cursor: at(next) }
}

function at(place: Place): string {
  return JSON.stringify(place)
}

async function sessionRows(env: Env, after: string | null): Promise<{ ids: string[]; after: string | null }> {
  const rows = await drizzle(env.DB, { casing: 'snake_case' })
    .select({ id: sessions.id })
    .from(sessions)
    .where(after === null ? undefined : gt(sessions.id, after))
    .orderBy(sessions.id)
    .limit(STEP)
  return { ids: rows.map(({ id }) => id), after: rows.length < STEP ? null : (rows.at(-1)?.id ?? null) }
}

async function sessionTraces(env: Env, after: string | null): Promise<{ ids: string[]; after: string | null }> {
  const { sessionIds, cursor } = await listSessionTraces(env.STORAGE, after, STEP)
  return { ids: sessionIds, after: cursor }
}

/** Makes the rows of uploads that no session has, from what the bucket knows of them. */
async function restoreUploads(env: Env, after: string | null): Promise<{ uploads: number; after: string | null }> {
  const page = await env.STORAGE.list({
    prefix: UPLOADS,
    limit: STEP,
    include: ['customMetadata', 'httpMetadata'],
    ...(after !== null && { cursor: after }),
  })
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const ids = page.objects.map(({ key }) => key.slice(UPLOADS.length))
  const rows = await database.select({ id: assets.id }).from(assets).where(inArray(assets.id, ids))
  const known = new Set(rows.map(({ id }) => assetKey(id)))
  let uploads = 0
  for (const object of page.objects) {
    const id = object.key.slice(UPLOADS.length)
    const row = known.has(object.key) || (await isClaimed(env.STORAGE, id)) ? null : uploadRow(id, object)
    if (row === null) continue
    await database.insert(assets).values(row).onConflictDoNothing()
    uploads += 1
  }
  return { uploads, after: page.truncated ? page.cursor : null }
}

/** Null for an upload from before its facts were noted beside it, and for a session's copy of one. */
function uploadRow(id: string, object: R2Object): typeof assets.$inferInsert | null {
  const photo = readPhotoNote(object)
  const { sha256 } = object.checksums.toJSON()
  const contentType = ContentType.safeParse(object.httpMetadata?.contentType).data
  if (photo === null || sha256 === undefined || contentType === undefined) return null
  const { owner, fileName } = readFileNote(object)
  const facts = { sessionId: null, slot: null, version: 1, durationSeconds: null, madeFrom: [], jobId: null }
  return { id, owner, fileName, contentType, bytes: object.size, sha256, ...facts, ...photo }
}
