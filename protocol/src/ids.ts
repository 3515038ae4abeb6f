import { z } from 'zod'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** A session's id is a bare UUID, because the Agent SDK takes it as its own conversation id. */
export const SessionId = z.string().regex(new RegExp(`^${uuid}$`), 'not a session id')
export const TurnId = z.string().regex(new RegExp(`^turn_${uuid}$`), 'not a turn id')
export const JobId = z.string().regex(new RegExp(`^job_${uuid}$`), 'not a job id')
export const CheckpointId = z.string().regex(new RegExp(`^cp_${uuid}$`), 'not a checkpoint id')
/** An asset's id says where its file lies: `up_…` in `uploads/`, `out_…` in `outputs/`. */
export const AssetId = z.string().regex(new RegExp(`^(up|out)_${uuid}$`), 'not an asset id')

/** A fresh id: `newId('turn')` → `turn_1b4e28ba-…`. */
export function newId(prefix: 'turn' | 'job' | 'cp' | 'up' | 'out'): string {
  return `${prefix}_${crypto.randomUUID()}`
}

/** The key of an asset's file in the bucket. */
export function assetKey(assetId: string): string {
  return `${assetId.startsWith('up_') ? 'uploads' : 'outputs'}/${assetId}`
}

const FIT = '.fit'

/**
 * What the copy of a frame that fits the clip services is called in the place of an asset's id, as in `assetKey(fitOf(id))`. It lies beside
 * the frame, and is no asset and no version.
 */
export function fitOf(assetId: string): string {
  return assetId + FIT
}

/** The asset that a file belongs to, by what stands in its key for an id: its own file, or the copy of it that `fitOf` names. */
export function assetOfFile(name: string): string {
  return name.endsWith(FIT) ? name.slice(0, -FIT.length) : name
}
