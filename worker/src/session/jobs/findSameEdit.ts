import type { Asset, JobRequest } from '@fashion-shoot/protocol'
import type { JobRecord } from './JobBook.ts'

/**
 * The job of a turn that has made this very edit. An edit is made from the version that counts in its slot, and what it makes counts
 * there from then on: asked for again in the same turn, as after an interruption, the same edit names another picture, which is its
 * own result or was made from it.
 */
export function findSameEdit(
  request: JobRequest,
  jobs: readonly JobRecord[],
  assets: Record<string, Asset>,
): JobRecord | undefined {
  if (request.kind !== 'image') return undefined
  return jobs.find(({ request: made, state, assetId }) => {
    if (made.kind !== 'image' || made.slot !== request.slot || state !== 'stored' || assetId === null) return false
    const at = request.inputs.findIndex((id, index) => id !== made.inputs[index])
    const [edited, before] = [request.inputs[at], made.inputs[at]]
    if (edited === undefined || before === undefined || !isMadeFrom(edited, assetId, request.slot, assets)) return false
    return JSON.stringify({ ...request, inputs: request.inputs.with(at, before) }) === JSON.stringify(made)
  })
}

/** True for the source itself, and for a version of the same slot that came of it. */
function isMadeFrom(id: string, source: string, slot: string, assets: Record<string, Asset>): boolean {
  const asset = assets[id]
  if (id === source) return true
  return asset?.slot === slot && asset.madeFrom.some((one) => isMadeFrom(one, source, slot, assets))
}
