import { type Slot, stageOfSlot } from '@fashion-shoot/protocol'
import type { BoardView } from '../shoot/boardPlan.ts'
import { slotTitle } from '../shoot/stageWords.ts'
import { ProgressBar } from './ProgressBar.tsx'
import { RetryButton } from './RetryProvider.tsx'
import { slotState } from './slotState.ts'

const ENDED = 'flex flex-wrap items-baseline justify-between gap-x-3'

/** How far the making of what comes into a slot is, or how it ended without anything. */
export function SlotProgress({ view, slot, onPicture }: { view: BoardView; slot: Slot; onPicture: boolean }) {
  const state = slotState(view, stageOfSlot(slot), slot)
  const look = `rounded-inner text-small ${onPicture ? 'bg-shade/80 px-2 py-1 text-white' : state.is === 'failed' ? 'text-accent' : 'text-soft'}`
  switch (state.is) {
    case 'to_come':
    case 'ready':
      return null
    case 'waiting':
      return <p className={look}>{state.words}</p>
    case 'working':
      return <ProgressBar label={`Making ${slotTitle(slot)}`} progress={state.progress} onPicture={onPicture} />
    case 'stopped':
      return (
        <div className={`${look} ${ENDED}`}>
          <p>Stopped</p>
          <RetryButton slot={slot} />
        </div>
      )
    case 'failed':
      return (
        <div className={`${look} ${ENDED}`}>
          <p title={state.reason} className="line-clamp-3">
            Failed: {state.reason}
          </p>
          <RetryButton slot={slot} />
        </div>
      )
  }
}
