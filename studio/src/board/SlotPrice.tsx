import { activeAsset, type Slot } from '@fashion-shoot/protocol'
import { useMoney } from '../money/MoneyProvider.tsx'
import { slotPrice } from '../money/prices.ts'
import type { BoardView } from '../shoot/boardPlan.ts'

type SlotPriceProps = { view: BoardView; slot: Slot; className?: string }

/** What a slot has cost, or is likely to; nothing while neither is known. */
export function SlotPrice({ view, slot, className = '' }: SlotPriceProps) {
  const { prices, jobs } = useMoney()
  const words = slotPrice(view, slot, prices, jobs)
  if (words === undefined) return null
  const isMade = activeAsset(view, slot) !== undefined
  return (
    <span
      title={isMade ? 'What it has cost, with all its versions' : 'What it is likely to cost'}
      className={`text-small tabular-nums ${className}`}
    >
      {words}
    </span>
  )
}
