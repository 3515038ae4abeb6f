import type { Slot, Stage } from '@fashion-shoot/protocol'
import type { CSSProperties } from 'react'
import { ClipRow } from '../film/ClipRow.tsx'
import { type BoardView, ratioOf, slotsOf } from '../shoot/boardPlan.ts'
import { SlotPicture } from './SlotPicture.tsx'

type StageGridProps = {
  view: BoardView
  stage: Stage
  size: 'large' | 'small'
  onActivate(slot: Slot, version: number): void
}

/** All slots of a stage, large where they are judged, small where they are to come. */
export function StageGrid({ view, stage, size, onActivate }: StageGridProps) {
  const slots = slotsOf(view, stage)
  const [first] = slots
  const ratio = first === undefined ? 1 : ratioOf(view, first)
  const columns = columnsOf(slots.length, ratio, size)
  const sizes = `(width >= 64rem) ${Math.round(70 / columns)}vw, ${Math.round(100 / narrowColumns(columns))}vw`
  const wholeRatio = (ratio * columns) / Math.ceil(slots.length / columns)
  return (
    <ClipRow
      className={`grid grid-cols-(--narrow) sm:grid-cols-(--wide) ${size === 'large' ? 'gap-2 wide:fit-window' : 'gap-2'} ${
        size === 'small' && slots.length === 1 ? 'sm:w-2/5' : ''
      }`}
      style={
        {
          '--ratio': wholeRatio,
          '--wide': `repeat(${columns}, minmax(0, 1fr))`,
          '--narrow': `repeat(${narrowColumns(columns)}, minmax(0, 1fr))`,
        } as CSSProperties
      }
    >
      {slots.map((slot) => (
        <SlotPicture key={slot} view={view} slot={slot} size={size} sizes={sizes} onActivate={onActivate} />
      ))}
    </ClipRow>
  )
}

/** Upright pictures stand in one row; others in rows of three, or in one row when they are small. */
function columnsOf(count: number, ratio: number, size: 'large' | 'small'): number {
  return count === 1 || size === 'small' || ratio < 1 ? count : 3
}

function narrowColumns(columns: number): number {
  if (columns === 1) return 1
  return columns === 3 ? 2 : 3
}
