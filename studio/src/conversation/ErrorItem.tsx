import type { ConversationItem } from '@fashion-shoot/protocol'
import { lazy, Suspense } from 'react'
import { Button } from '../shared/Button.tsx'

const BudgetForm = lazy(() => import('../shared/BudgetForm.tsx').then((module) => ({ default: module.BudgetForm })))

/** About what a whole shoot costs: a budget raised by as much suffices for what is left of one. */
const WHOLE_SHOOT_USD = 3

type ErrorItemProps = {
  item: Extract<ConversationItem, { kind: 'error' }>
  /** False once the person has gone on: then it is history, and quiet. */
  newest: boolean
  sessionId: string
  /** USD that the shoot may spend */
  budgetUsd: number
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** What went wrong, what to do, and where it helps a way to try again. */
export function ErrorItem({ item, newest, sessionId, budgetUsd, onRetry }: ErrorItemProps) {
  return (
    <div
      {...(newest && { role: 'alert' })}
      className={`my-3 border-l-2 py-0.5 pl-3 ${newest ? 'border-accent' : 'border-line text-soft'}`}
    >
      <p className={newest ? 'text-body' : ''}>{item.message}</p>
      {newest && <p className="mt-1 text-soft">{item.hint}</p>}
      {onRetry && item.code === 'over_budget' && (
        <div className="mt-3 min-h-10">
          <Suspense>
            <BudgetForm
              sessionId={sessionId}
              suggestedUsd={Math.ceil(budgetUsd + Math.max(budgetUsd, WHOLE_SHOOT_USD))}
              action="Raise the budget, go on"
              onSaved={onRetry}
            />
          </Suspense>
        </div>
      )}
      {onRetry && item.code !== 'over_budget' && (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
