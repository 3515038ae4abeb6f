import {
  activeAsset,
  type JobRequest,
  roundUsd,
  type SessionView,
  type Stage,
  stageOfSlot,
  unmadeSlots,
} from '@fashion-shoot/protocol'
import { estimateStages } from '../providers/estimateStages.ts'
import type { Models } from '../providers/Order.ts'
import { shootResolution } from './shootResolution.ts'
import { slotsOfStage } from './stages.ts'

/** USD that a stage is likely to cost still: what waits to be made there. `requests` are those of the shoot so far, oldest first. */
export function stageRestUsd(stage: Stage, view: SessionView, models: Models, requests: readonly JobRequest[]): number {
  const references = [activeAsset(view, 'hero') ?? [], ...view.references.map((id) => view.assets[id] ?? [])].flat()
  const whole = estimateStages(models, shootResolution(requests, models.imageModel), references)[stage]
  const unmade = unmadeSlots(view).filter((slot) => stageOfSlot(slot) === stage)
  return roundUsd((whole * unmade.length) / slotsOfStage(stage).length)
}
