import type { Slot } from '@fashion-shoot/protocol'
import { type BoardView, isWorking } from './boardPlan.ts'
import { ProgressBar } from './ProgressBar.tsx'
import { slotTitle } from './stageWords.ts'

/** How far the making of what comes into a slot is, or how it ended without anything. */
export function SlotProgress({ view, slot, onPicture }: { view: BoardView; slot: Slot; onPicture: boolean }) {
  const progress = view.slots[slot]?.progress
  if (progress === undefined) return null
  if (progress.state === undefined) {
    if (!isWorking(view, slot)) return null
    return <ProgressBar label={`Making ${slotTitle(slot)}`} progress={progress} onPicture={onPicture} />
  }
  const failed = progress.state === 'failed'
  return (
    <p
      className={`rounded-inner text-small ${onPicture ? 'bg-shade/80 px-2 py-1 text-white' : failed ? 'text-accent' : 'text-soft'}`}
    >
      {failed ? `Failed: ${progress.message ?? 'no reason was given'}` : 'Stopped'}
    </p>
  )
}
