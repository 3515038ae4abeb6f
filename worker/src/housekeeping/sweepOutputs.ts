import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { assets } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { readFileNote } from '../files/fileNote.ts'
import { sessionStub } from '../http.ts'
import { isGone } from './isGone.ts'

const OUTPUTS = 'outputs/'
/** Where the last run ended, as the bucket keeps it. */
const PLACE = 'housekeeping/outputs'
/** Files of a page; D1 binds at most 100 values in a statement. */
const PAGE = 90
/** Pages of a run; the next one goes on from there, and after the last page begins anew. */
const PAGES = 100

/**
 * Deletes files that were stored for a session before that day and never became its assets: what was cut off between the bucket and
 * the log, or came when the session had been deleted. Returns how many.
 */
export async function sweepOutputs(env: Env, before: Date): Promise<number> {
  let startAfter = await (await env.STORAGE.get(PLACE))?.text()
  let swept = 0
  for (let pages = 0; pages < PAGES; pages++) {
    const page = await env.STORAGE.list({
      prefix: OUTPUTS,
      limit: PAGE,
      include: ['customMetadata'],
      ...(startAfter !== undefined && { startAfter }),
    })
    swept += await sweep(
      env,
      page.objects.filter(({ uploaded }) => uploaded < before),
    )
    startAfter = page.truncated ? page.objects.at(-1)?.key : undefined
    if (startAfter === undefined) break
  }
  if (startAfter === undefined) await env.STORAGE.delete(PLACE)
  else await env.STORAGE.put(PLACE, startAfter)
  return swept
}

async function sweep(env: Env, files: R2Object[]): Promise<number> {
  if (files.length === 0) return 0
  const idOf = ({ key }: R2Object) => key.slice(OUTPUTS.length)
  const rows = await drizzle(env.DB, { casing: 'snake_case' })
    .select({ id: assets.id })
    .from(assets)
    .where(inArray(assets.id, files.map(idOf)))
  const known = new Set(rows.map(({ id }) => id))
  let swept = 0
  for (const file of files) {
    // D1 may have lost the row; the session has the last word.
    if (known.has(idOf(file)) || !(await isLeftOver(env, file, idOf(file)))) continue
    await env.STORAGE.delete(file.key)
    swept += 1
  }
  return swept
}

async function isLeftOver(env: Env, file: R2Object, assetId: string): Promise<boolean> {
  const { sessionId } = readFileNote(file)
  // From before that was noted.
  if (sessionId === undefined) return false
  const session = sessionStub(env, sessionId)
  return (await session.isThere()) ? !(await session.needs(assetId)) : await isGone(env, sessionId)
}
