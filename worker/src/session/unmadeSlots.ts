import { activeAsset, isStale, type SessionView, type Slot, type Stage } from '@fashion-shoot/protocol'
import { slotsOfStage } from './stages.ts'

/** The slots of a stage that wait to be made: what is missing there or stale. */
export function unmadeSlots(stage: Stage, view: SessionView): Slot[] {
  return slotsOfStage(stage).filter((slot) => {
    const active = activeAsset(view, slot)
    return active === undefined || isStale(view, active)
  })
}
