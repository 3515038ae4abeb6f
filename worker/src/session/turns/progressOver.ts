import { type SessionEvent, type SessionView, SLOTS, type Slot, stageOfSlot } from '@fashion-shoot/protocol'

/**
 * The last word on what a turn that ends was making and nobody makes any more. What is `awaited` goes on without the turn: a job at
 * its provider.
 */
export function progressOver({ slots }: SessionView, awaited: readonly Slot[]): SessionEvent[] {
  return SLOTS.flatMap((slot): SessionEvent[] => {
    const progress = slots[slot]?.progress
    if (progress === undefined || progress.state !== undefined || awaited.includes(slot)) return []
    return [{ type: 'progress', slot, stage: stageOfSlot(slot), state: 'cancelled', message: 'Stopped.' }]
  })
}
