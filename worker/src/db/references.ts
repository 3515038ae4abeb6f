import { type Asset, assetKey, assetKeys, companionOf, newId } from '@fashion-shoot/protocol'
import { and, eq, getTableColumns, inArray, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import { fileNote } from '../files/fileNote.ts'
import { deleteKeys } from '../files/traces.ts'
import { isProblemError, ProblemError } from '../problem.ts'
import { eraseSession } from './eraseSession.ts'
import { assets } from './schema.ts'

/** What is told of an upload: it goes into the log, where the owner has no place. */
const { owner: _, ...columns } = getTableColumns(assets)

/**
 * The owner's uploads with these ids, in their order. Throws `unknown_reference` when one is not here, is somebody else's, or is
 * what a shoot has made.
 */
export async function findReferences(env: Env, owner: string, ids: string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  const rows = await database(env)
    .select(columns)
    .from(assets)
    .where(and(inArray(assets.id, ids), eq(assets.owner, owner)))
  return [...new Set(ids)].map((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined || row.slot !== null)
      throw new ProblemError('unknown_reference', `The reference photo ${id} is not here.`)
    return row
  })
}

/**
 * Gives the owner's session photos of its own, for `take` to put into it: an upload that no session has yet becomes its, one of
 * another session is copied. So whatever is deleted, no other shoot loses a file. Where the session is deleted meanwhile, they go too.
 */
export async function giveReferences<Taken>(
  env: Env,
  { owner, sessionId }: { owner: string; sessionId: string },
  photos: Asset[],
  take: (own: Asset[]) => Promise<Taken>,
): Promise<Taken> {
  const own: Asset[] = []
  try {
    for (const photo of photos) own.push(await claim(env, owner, sessionId, photo))
    return await take(own)
  } catch (error) {
    const isGone = isProblemError(error) && error.code === 'unknown_session'
    if (isGone && own.length > 0) {
      // Its deletion may have been over before the last of them was the session's, or was copied.
      await deleteKeys(
        env.STORAGE,
        own.flatMap(({ id }) => assetKeys(id)),
      )
      await eraseSession(env, sessionId)
    }
    throw error
  }
}

async function claim(env: Env, owner: string, sessionId: string, photo: Asset): Promise<Asset> {
  if (photo.sessionId === sessionId) return photo
  if (photo.sessionId !== null) return await copy(env, owner, sessionId, photo)
  const [claimed] = await database(env)
    .update(assets)
    .set({ sessionId })
    .where(and(eq(assets.id, photo.id), isNull(assets.sessionId)))
    .returning(columns)
  return claimed ?? (await copy(env, owner, sessionId, photo))
}

async function copy(env: Env, owner: string, sessionId: string, photo: Asset): Promise<Asset> {
  const asset = { ...photo, id: newId('up'), sessionId }
  // The row first, as with an upload: cut off afterwards, the copy is known to be the session's, and goes with it.
  await database(env)
    .insert(assets)
    .values({ ...asset, owner })
  const customMetadata = fileNote({ owner, fileName: asset.fileName, sessionId })
  try {
    const isThere = await copyFile(env.STORAGE, photo.id, asset.id, { sha256: asset.sha256, customMetadata })
    if (!isThere) throw new ProblemError('unknown_reference', `The reference photo ${photo.id} is not here any more.`)
    if (!photo.hasPreview) return asset
    const [from, to] = [companionOf(photo.id, 'preview'), companionOf(asset.id, 'preview')]
    // One that was lost is made anew.
    return { ...asset, hasPreview: await copyFile(env.STORAGE, from, to, { customMetadata }) }
  } catch (error) {
    await deleteKeys(env.STORAGE, assetKeys(asset.id))
    await database(env).delete(assets).where(eq(assets.id, asset.id))
    throw error
  }
}

/** False when there is nothing to copy. */
async function copyFile(bucket: R2Bucket, from: string, to: string, options: R2PutOptions): Promise<boolean> {
  const file = await bucket.get(assetKey(from))
  if (file === null) return false
  const { httpMetadata } = file
  await bucket.put(assetKey(to), file.body, { ...options, ...(httpMetadata && { httpMetadata }) })
  return true
}

function database(env: Env) {
  return drizzle(env.DB, { casing: 'snake_case' })
}
