import type { Shortfall } from '@fashion-shoot/protocol'
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
  /** Of the budget as it is now; undefined where it is not known. */
  shortfall: Shortfall | undefined
  onRetry(): void
}

/** The way on from a failure: to try again, for which a budget that is spent has to be raised before. */
export function RecoverActions({ sessionId, code, shortfall, onRetry }: RecoverActionsProps) {
  const { spentUsd, budgetUsd, leftUsd = WHOLE_SHOOT_USD } = useMoney()
  if (code !== 'over_budget') return <Button onClick={onRetry}>Try again</Button>
  // Raised meanwhile, by the amount in the header or in another window.
  if (shortfall !== undefined && shortfall.leftUsd >= shortfall.neededUsd) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p>
          The budget is {usd(budgetUsd)} now: {usd(shortfall.leftUsd)} of it are left.
        </p>
        <Button onClick={onRetry}>Go on</Button>
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
          action="Raise the budget, go on"
          onSaved={onRetry}
        />
      </Suspense>
    </div>
  )
}
