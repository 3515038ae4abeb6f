import { type ReactElement, useState } from 'react'
import { BudgetForm } from '../shared/BudgetForm.tsx'
import { Popover } from '../shared/ui/Popover.tsx'
import { Bill } from './Bill.tsx'

type BudgetPopoverProps = {
  sessionId: string
  /** How many assets the shoot has. */
  assets: number
  budgetUsd: number
  free: boolean
  trigger: ReactElement
}

/** What the shoot has spent on each stage, and what it may spend, to be set anew; open from the start. */
export function BudgetPopover({ sessionId, assets, budgetUsd, free, trigger }: BudgetPopoverProps) {
  const [open, setOpen] = useState(true)
  return (
    <Popover trigger={trigger} label="Budget" open={open} onOpenChange={setOpen}>
      <div className="w-64">
        <Bill sessionId={sessionId} assets={assets} />
        <p className="mb-2 text-soft">
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
    </Popover>
  )
}
