import { lazy, Suspense } from 'react'
import { useMoney } from '../money/MoneyProvider.tsx'
import { suggestedBudgetUsd } from '../money/prices.ts'
import { Button } from '../shared/Button.tsx'
import { usd } from '../shared/format.ts'

const BudgetForm = lazy(() => import('../shared/BudgetForm.tsx').then((module) => ({ default: module.BudgetForm })))

/** USD that a whole shoot costs, about, while it is not known what is left of this one. */
const WHOLE_SHOOT_USD = 3

type RecoverActionsProps = {
  sessionId: string
  /** Of the error; undefined where the person has stopped the work. */
  code: string | undefined
  onRetry(): void
}

/** The way on from a failure: to try again, for which a budget that is spent has to be raised before. */
export function RecoverActions({ sessionId, code, onRetry }: RecoverActionsProps) {
  const { spentUsd, budgetUsd, left } = useMoney()
  if (code !== 'over_budget') return <Button onClick={onRetry}>Try again</Button>
  const suggestedUsd = suggestedBudgetUsd(spentUsd, left?.all ?? WHOLE_SHOOT_USD, budgetUsd)
  // Raised meanwhile, by the amount in the header or in another window.
  const suffices = left !== undefined && budgetUsd > spentUsd && budgetUsd >= spentUsd + left.next
  return (
    <div className="min-h-10">
      {suffices && (
        <div className="mb-2 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
          <p>
            The budget is {usd(budgetUsd)} now, of which {usd(spentUsd)} are spent.
          </p>
          <Button onClick={onRetry}>Go on</Button>
        </div>
      )}
      <Suspense>
        <BudgetForm
          key={suggestedUsd}
          sessionId={sessionId}
          suggestedUsd={suggestedUsd}
          action="Raise the budget, go on"
          onSaved={onRetry}
        />
      </Suspense>
    </div>
  )
}
