import {
  activeAsset,
  type JobRequest,
  roundUsd,
  type SessionView,
  type Slot,
  type Stage,
  stageOfSlot,
  unmadeSlots,
} from '@fashion-shoot/protocol'
import { estimateStages } from '../providers/estimateStages.ts'
import type { Models } from '../providers/Order.ts'
import { shootResolution } from './shootResolution.ts'
import { slotsOfStage } from './stages.ts'

/**
 * USD that a stage is likely to cost still: what waits to be made there. `requests` are those of the shoot so far, oldest first; `replaced` is a
 * slot that is about to be made again, and all that rests on it with it.
 */
export function stageRestUsd(
  stage: Stage,
  view: SessionView,
  models: Models,
  requests: readonly JobRequest[],
  replaced?: Slot,
): number {
  const references = [activeAsset(view, 'hero') ?? [], ...view.references.map((id) => view.assets[id] ?? [])].flat()
  const whole = estimateStages(models, shootResolution(requests, models.imageModel), references)[stage]
  const slots = { ...view.slots, ...(replaced && { [replaced]: { activeId: null, versions: [] } }) }
  const unmade = unmadeSlots({ ...view, slots }).filter((slot) => stageOfSlot(slot) === stage)
  return roundUsd((whole * unmade.length) / slotsOfStage(stage).length)
}
