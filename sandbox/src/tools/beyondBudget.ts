import type { JobFailure } from '@fashion-shoot/protocol'
import { ToolError } from './ToolError.ts'

/** What a job is refused with, or fails of, where its price is beyond what the shoot, or the deployment on this day, may spend. */
const CODES = new Set(['over_budget', 'daily_cap'])

/**
 * The error of a tool whose job is beyond the budget: the person is told of that by the one who holds the budget, and nobody else can
 * raise it. Null for whatever else is wrong with a job.
 */
export function beyondBudget({ code, message, hint }: Pick<JobFailure, 'code' | 'message' | 'hint'>): ToolError | null {
  if (!CODES.has(code)) return null
  return new ToolError('', {
    advice: `${message} Nothing that costs money can be made now. The person has been told what to do: ${hint} Your turn ends here.`,
    endsTurn: true,
  })
}
