import { roundUsd } from '@fashion-shoot/protocol'
import { lazy, Suspense } from 'react'
import { useMoney } from '../money/MoneyProvider.tsx'
import { suggestedBudgetUsd } from '../money/prices.ts'
import { usd } from '../shared/format.ts'

const BudgetForm = lazy(() => import('../shared/BudgetForm.tsx').then((module) => ({ default: module.BudgetForm })))

/**
 * Before something is sent that would be refused, because it is likely to cost `needUsd` and the budget has no room for it: says so, and
 * raises it. Not where the director has just been refused: there the same is offered with what went wrong.
 */
export function BudgetWarning({ sessionId, needUsd }: { sessionId: string; needUsd: number }) {
  const { spentUsd, budgetUsd, leftUsd = 0, shortfall } = useMoney()
  if (shortfall !== undefined || roundUsd(spentUsd + needUsd) <= budgetUsd) return null
  const suggestedUsd = suggestedBudgetUsd(spentUsd, Math.max(needUsd, leftUsd), budgetUsd)
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-accent border-l-2 pl-3"
    >
      <p>
        This is likely to pass the budget: {usd(spentUsd)} of {usd(budgetUsd)} are spent.{' '}
        <span className="text-soft">What would pass it is not made.</span>
      </p>
      <Suspense>
        <BudgetForm key={suggestedUsd} sessionId={sessionId} suggestedUsd={suggestedUsd} action="Raise the budget" />
      </Suspense>
    </div>
  )
}
