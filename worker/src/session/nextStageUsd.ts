import {
  activeAsset,
  DEFAULT_RESOLUTION,
  isStale,
  type JobRequest,
  type SessionView,
  STAGES,
  type Stage,
} from '@fashion-shoot/protocol'
import { estimateStages } from '../providers/estimateStages.ts'
import type { Models } from '../providers/Order.ts'
import { roundUsd } from '../roundUsd.ts'
import { slotsOfStage } from './stages.ts'

/**
 * USD that the stage after this one is likely to cost: for what is missing there or stale, at the resolution of the last picture.
 * Null after the last stage. `requests` are those of the shoot so far, oldest first.
 */
export function nextStageUsd(stage: Stage, view: SessionView, models: Models, requests: JobRequest[]): number | null {
  const next = STAGES[STAGES.indexOf(stage) + 1]
  if (next === undefined) return null
  const slots = slotsOfStage(next)
  const toMake = slots.filter((slot) => {
    const active = activeAsset(view, slot)
    return active === undefined || isStale(view, active)
  })
  const picture = requests.findLast((request) => request.kind === 'image')
  const references = [activeAsset(view, 'hero') ?? [], ...view.references.map((id) => view.assets[id] ?? [])].flat()
  const whole = estimateStages(models, picture?.resolution ?? DEFAULT_RESOLUTION, references)[next]
  return roundUsd((whole * toMake.length) / slots.length)
}
