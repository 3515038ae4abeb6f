import { ContentType, type RebuildStep } from '@fashion-shoot/protocol'
import { gt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import { readFileNote, readPhotoNote } from '../files/fileNote.ts'
import { listPage } from '../files/listPage.ts'
import { isClaimed, listSessionTraces } from '../files/traces.ts'
import { sessionStub } from '../http.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { removeRows } from './eraseSession.ts'
import { nextAfter } from './nextAfter.ts'
import { assets, sessions } from './schema.ts'
import { withoutRow } from './withoutRow.ts'

/** Each session of a step costs a call of its object, and a request has a limit on those. */
const STEP = 50
const UPLOADS = 'uploads/'

/** A rebuild has three parts, in this order. */
const PARTS = ['rows', 'traces', 'uploads'] as const
/** How far it is: in which part, and after which id there. */
type Place = { part: (typeof PARTS)[number]; after: string | null }

/** What became of a page, by ids, and after which id the next one begins. */
type Page = { written: string[]; failed: string[]; next: string | null }

/**
 * One step of making D1 anew from the Session objects and the bucket: has the sessions that D1 has rows of, and those that have left
 * a trace in the bucket, tell everything again; takes away the rows of sessions that are no more; then gives uploads that no session
 * has their rows back. What cannot be written is named, and stops nothing else. Repeating a step changes nothing. `cursor` is where
 * the step before ended.
 */
export async function rebuild(env: Env, cursor: string | null): Promise<RebuildStep> {
  const { part, after }: Place = cursor === null ? { part: 'rows', after: null } : JSON.parse(cursor)
  const isUploads = part === 'uploads'
  const { written, failed, next } = isUploads ? await restoreUploads(env, after) : await retell(env, part, after)
  const nextPart = next === null ? PARTS[PARTS.indexOf(part) + 1] : part
  return {
    sessions: isUploads ? [] : written,
    uploads: isUploads ? written.length : 0,
    failed,
    cursor: nextPart === undefined ? null : JSON.stringify({ part: nextPart, after: next } satisfies Place),
  }
}

/** Has the sessions of a page tell everything again. */
async function retell(env: Env, part: 'rows' | 'traces', after: string | null): Promise<Page> {
  const page = part === 'rows' ? await sessionRows(env, after) : await listSessionTraces(env.STORAGE, after, STEP)
  const found = page.ids.map((id) => ({ id }))
  const outcome = await writeEach(env, found, async ({ id }) => {
    const isThere = await sessionStub(env, id).project()
    // The rows alone: should the objects be out of reach for another reason, no file may go.
    if (!isThere) await removeRows(env, id)
    return isThere
  })
  return { ...outcome, next: page.next }
}

async function sessionRows(env: Env, after: string | null): Promise<{ ids: string[]; next: string | null }> {
  const rows = await drizzle(env.DB, { casing: 'snake_case' })
    .select({ id: sessions.id })
    .from(sessions)
    .where(gt(sessions.id, after ?? ''))
    .orderBy(sessions.id)
    .limit(STEP)
  return { ids: rows.map(({ id }) => id), next: nextAfter(rows, STEP) }
}

/** Makes the rows of uploads that no session has, from what the bucket knows of them. */
async function restoreUploads(env: Env, after: string | null): Promise<Page> {
  const { files, next } = await listPage(env.STORAGE, UPLOADS, after, STEP)
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const outcome = await writeEach(env, await withoutRow(env, files), async ({ id, object }) => {
    const row = (await isClaimed(env.STORAGE, id)) ? null : uploadRow(id, object)
    if (row !== null) await database.insert(assets).values(row).onConflictDoNothing()
    return row !== null
  })
  return { ...outcome, next }
}

/** Writes each of these anew: `write` says whether there was something to write. */
async function writeEach<Thing extends { id: string }>(
  env: Env,
  things: Thing[],
  write: (thing: Thing) => Promise<boolean>,
): Promise<Pick<Page, 'written' | 'failed'>> {
  const written: string[] = []
  const failed: string[] = []
  for (const thing of things) {
    try {
      if (await write(thing)) written.push(thing.id)
    } catch (error) {
      createLogger(env).error('rebuild_failed', { id: thing.id, error })
      failed.push(thing.id)
    }
  }
  return { written, failed }
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
