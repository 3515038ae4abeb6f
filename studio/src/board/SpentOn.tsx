import type { Slot } from '@fashion-shoot/protocol'
import { useMoney } from '../money/MoneyProvider.tsx'
import { spentOn } from '../money/prices.ts'

/** What the slots of a stage have cost; the pictures beside it are not made anew when that comes. */
export function SpentOn({ slots }: { slots: readonly Slot[] }) {
  return <span className="text-small text-soft tabular-nums">{spentOn(slots, useMoney().jobs)}</span>
}
