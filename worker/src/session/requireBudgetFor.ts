import { ProblemError } from '../problem.ts'

/** Throws `budget_too_low` where a budget is below what has been spent, with what is under way; both in USD. */
export function requireBudgetFor(spentUsd: number, budgetUsd: number): void {
  if (budgetUsd >= spentUsd) return
  // Up to whole cents, so that what is named suffices.
  const leastUsd = (Math.ceil(spentUsd * 100 - 1e-6) / 100).toFixed(2)
  throw new ProblemError(
    'budget_too_low',
    `$${leastUsd} is spent already, with what is under way: a budget is at least that.`,
    `Name $${leastUsd} or more. The budget is as it was.`,
  )
}
