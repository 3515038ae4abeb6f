import { activeAsset, type Stage } from '@fashion-shoot/protocol'
import { useMoney } from '../money/MoneyProvider.tsx'
import { aboutUsd } from '../money/prices.ts'
import { staleWords } from '../shoot/assetWords.ts'
import { type BoardView, slotsOf } from '../shoot/boardPlan.ts'

type StaleNoteProps = {
  view: BoardView
  stage: Stage
  /** Absent where a decision comes first: making a later stage again would approve what waits for it. */
  onAgain: ((words: string) => void) | undefined
}

/** How much of a stage rests on what has been replaced since, what making it again is likely to cost, and the way to it. */
export function StaleNote({ view, stage, onAgain }: StaleNoteProps) {
  const { prices } = useMoney()
  const slots = slotsOf(view, stage)
  const reasons = slots.flatMap((slot) => {
    const asset = activeAsset(view, slot)
    const why = asset && staleWords(view, asset)
    return why ? [{ slot, why }] : []
  })
  const stale = reasons.map(({ slot }) => slot)
  if (stale.length === 0) return null
  const why = reasons.every((one) => one.why === reasons[0]?.why) ? reasons[0]?.why : undefined
  const price = prices && (prices[stage] / slots.length) * stale.length
  const numbers = stale.map((slot) => slot.split('_').at(-1)).join(', ')
  return (
    <>
      <p className="text-soft">
        {slots.length === 1 ? 'stale' : `${stale.length} of ${slots.length} stale`}
        {why && `: ${why}`}
        {price !== undefined && ` · ${aboutUsd(price)} to make again`}
      </p>
      {onAgain && (
        <button
          type="button"
          className="font-medium underline underline-offset-4"
          onClick={() =>
            onAgain(slots.length === 1 ? `Make the ${stage.replace('_', ' ')} again` : `Redo ${stage} ${numbers}`)
          }
        >
          Make again
        </button>
      )}
    </>
  )
}
