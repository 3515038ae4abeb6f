import * as z from 'zod/mini'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** A session's id is a bare UUID, because the Agent SDK takes it as its own conversation id. */
export const SessionId = z.string().check(z.regex(new RegExp(`^${uuid}$`), 'not a session id'))
export const TurnId = z.string().check(z.regex(new RegExp(`^turn_${uuid}$`), 'not a turn id'))
export const JobId = z.string().check(z.regex(new RegExp(`^job_${uuid}$`), 'not a job id'))
export const CheckpointId = z.string().check(z.regex(new RegExp(`^cp_${uuid}$`), 'not a checkpoint id'))
/** An asset's id says where its file lies: `up_…` in `uploads/`, `out_…` in `outputs/`. */
export const AssetId = z.string().check(z.regex(new RegExp(`^(up|out)_${uuid}$`), 'not an asset id'))

/** A fresh id: `newId('turn')` → `turn_1b4e28ba-…`. */
export function newId(prefix: 'turn' | 'job' | 'cp' | 'up' | 'out'): string {
  return `${prefix}_${crypto.randomUUID()}`
}

/** Files that are made from an asset's own and lie beside it: of a frame, a copy that fits the clip services; of any asset, a small picture. */
const COMPANIONS = ['fit', 'preview'] as const
type Companion = (typeof COMPANIONS)[number]

/**
 * What a companion of an asset's file is called in the place of the asset's id, as in `assetKey(companionOf(id, 'fit'))`. It is no asset
 * and no version.
 */
export function companionOf(assetId: string, companion: Companion): string {
  return `${assetId}.${companion}`
}

/** The asset that a file belongs to, by what stands in its key for an id: its own file, or a companion of it. */
export function assetOfFile(name: string): string {
  return name.replace(/\..*$/, '')
}

/** The key in the bucket of an asset's file, or of a companion, which is an output whatever it is made from. */
export function assetKey(name: string): string {
  const isUpload = name.startsWith('up_') && assetOfFile(name) === name
  return `${isUpload ? 'uploads' : 'outputs'}/${name}`
}

/** The keys of all that the bucket may have of an asset. */
export function assetKeys(assetId: string): string[] {
  return [assetKey(assetId), ...COMPANIONS.map((companion) => assetKey(companionOf(assetId, companion)))]
}
