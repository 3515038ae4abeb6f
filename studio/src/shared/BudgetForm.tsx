import { BUDGET_LIMIT, LIMITS } from '@fashion-shoot/protocol'
import { type FormEvent, useId, useState } from 'react'
import { useBudget } from '../api/mutations.ts'
import { Button } from './Button.tsx'
import { ProblemNote } from './ProblemNote.tsx'

type BudgetFormProps = {
  sessionId: string
  /** USD that stand in the field at first. */
  suggestedUsd: number
  /** On the button. */
  action: string
  /** The new budget is stored. */
  onSaved?(): void
}

/** What the shoot may spend, to be set anew. */
export function BudgetForm({ sessionId, suggestedUsd, action, onSaved }: BudgetFormProps) {
  const [text, setText] = useState(String(suggestedUsd))
  const flawId = useId()
  const budget = useBudget(sessionId, onSaved)
  const budgetUsd = Number(text.replace(',', '.'))
  const flaw = flawOf(text, budgetUsd)
  const valid = text.trim() !== '' && flaw === null

  function save(event: FormEvent) {
    event.preventDefault()
    if (valid && !budget.isPending) budget.mutate(budgetUsd)
  }

  return (
    <form onSubmit={save}>
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex min-h-10 items-center gap-1.5 rounded-card border border-outline bg-sheet px-3">
          <span className="text-soft">$</span>
          <input
            aria-label="Budget of this shoot in USD"
            aria-invalid={flaw !== null}
            aria-describedby={flawId}
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="w-16 bg-transparent tabular-nums outline-none"
          />
        </label>
        <Button type="submit" disabled={!valid || budget.isPending}>
          {action}
        </Button>
      </div>
      <p id={flawId} role="status" className="text-accent text-small not-empty:mt-2">
        {flaw}
      </p>
      {budget.error && <ProblemNote problem={budget.error.problem} className="mt-3" />}
    </form>
  )
}

/** Why an amount is no budget; null where it is one, or nothing is entered. */
function flawOf(text: string, budgetUsd: number): string | null {
  if (text.trim() === '') return null
  if (Number.isNaN(budgetUsd)) return 'A budget is a number.'
  return budgetUsd <= 0 || budgetUsd > LIMITS.budgetUsd ? BUDGET_LIMIT : null
}
