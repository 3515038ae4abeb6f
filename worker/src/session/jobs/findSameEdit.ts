import {
  type Asset,
  type ImageJobRequest,
  inputsOf,
  type JobRequest,
  type TryOnJobRequest,
} from '@fashion-shoot/protocol'
import type { JobRecord } from './JobBook.ts'

type Edit = ImageJobRequest | TryOnJobRequest

/**
 * The job of a turn that has made this very edit, be it by words or by a garment. An edit is made from the version that counts in its slot,
 * and what it makes counts there from then on: asked for again in the same turn, as after an interruption, the same edit names another
 * picture, which is its own result or was made from it.
 */
export function findSameEdit(
  request: JobRequest,
  jobs: readonly JobRecord[],
  assets: Record<string, Asset>,
): JobRecord | undefined {
  if (request.kind === 'clip') return undefined
  const inputs = inputsOf(request)
  return jobs.find(({ request: made, state, assetId }) => {
    if (made.slot !== request.slot || state !== 'stored' || assetId === null) return false
    const at = inputs.findIndex((id, index) => id !== inputsOf(made)[index])
    const [edited, before] = [inputs[at], inputsOf(made)[at]]
    if (edited === undefined || before === undefined || !isMadeFrom(edited, assetId, request.slot, assets)) return false
    return JSON.stringify(withInputs(request, inputs.with(at, before))) === JSON.stringify(made)
  })
}

function withInputs(request: Edit, inputs: string[]): Edit {
  if (request.kind === 'image') return { ...request, inputs }
  const [person = '', garment = ''] = inputs
  return { ...request, person, garment }
}

/** True for the source itself, and for a version of the same slot that came of it. */
function isMadeFrom(id: string, source: string, slot: string, assets: Record<string, Asset>): boolean {
  const asset = assets[id]
  if (id === source) return true
  return asset?.slot === slot && asset.madeFrom.some((one) => isMadeFrom(one, source, slot, assets))
}
