import { fallsShort, type Shortfall } from '@fashion-shoot/protocol'
import { lazy, Suspense } from 'react'
import { useMoney } from '../money/MoneyProvider.tsx'
import { suggestedBudgetUsd } from '../money/prices.ts'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'

const BudgetForm = lazy(() => import('../shared/BudgetForm.tsx').then((module) => ({ default: module.BudgetForm })))

type RecoverActionsProps = {
  sessionId: string
  /** Of the error; undefined where the person has stopped the work. */
  code: string | undefined
  /** Of the budget as it is now; undefined where it is not known. */
  shortfall: Shortfall | undefined
  onRetry(): void
}

/** The way on from a failure: to try again, for which a budget that is spent has to be raised before. */
export function RecoverActions({ sessionId, code, shortfall, onRetry }: RecoverActionsProps) {
  const { spentUsd, budgetUsd, leftUsd = 0 } = useMoney()
  const again = <Button onClick={onRetry}>Try again</Button>
  if (code !== 'over_budget') return again
  // Raised meanwhile, by the amount in the header or in another window.
  if (shortfall !== undefined && !fallsShort(shortfall)) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p>
          The budget is {usd(budgetUsd)} now: {usd(shortfall.leftUsd)} of it are left.
        </p>
        {again}
      </div>
    )
  }
  const suggestedUsd = shortfall?.enoughUsd ?? suggestedBudgetUsd(spentUsd, leftUsd, budgetUsd)
  return (
    <div className="min-h-10">
      <Suspense>
        <BudgetForm
          key={suggestedUsd}
          sessionId={sessionId}
          suggestedUsd={suggestedUsd}
          action="Raise the budget, try again"
          onSaved={onRetry}
        />
      </Suspense>
    </div>
  )
}
