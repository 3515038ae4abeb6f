import { useState } from 'react'
import { BudgetForm } from '../shared/BudgetForm.tsx'
import { usd } from '../shared/format.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'

type SpendLineProps = {
  sessionId: string
  spentUsd: number
  budgetUsd: number
  /** True when nothing that makes the shoot charges. */
  free: boolean
}

/** What the shoot has cost and may cost; a press opens the budget. */
export function SpendLine({ sessionId, spentUsd, budgetUsd, free }: SpendLineProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="relative shrink-0 text-right">
      <button
        type="button"
        aria-expanded={open}
        title={free ? LIST_PRICE_WORDS : 'What this shoot may spend'}
        onClick={() => setOpen(!open)}
        className="rounded-inner tabular-nums hover:underline hover:underline-offset-4"
      >
        {!free && <span className="sr-only">Spent: </span>}
        <span className="font-medium">{usd(spentUsd)}</span>{' '}
        <span className="text-soft">
          of {usd(budgetUsd)}
          <span className="max-sm:hidden">{free ? ' at list price' : ' spent'}</span>
        </span>
      </button>
      {open && (
        <div className="absolute top-full right-0 z-20 mt-2 rounded-card border border-line bg-sheet p-3 text-left shadow-lift">
          <p className="mb-2 w-56 text-soft">
            {free
              ? 'Nothing is charged here; the demo keeps to a budget all the same.'
              : 'Work that would pass it is not ordered.'}
          </p>
          <BudgetForm
            sessionId={sessionId}
            suggestedUsd={budgetUsd}
            action="Set the budget"
            onSaved={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}
