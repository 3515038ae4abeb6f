import type { Problem } from '@fashion-shoot/protocol'
import { UserError } from '../UserError.ts'

/** The studio answered with an error: its words, and its stable code where it gave one. */
export class ApiProblem extends UserError {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: string | null

  constructor(status: number, problem: Problem | null, path: string) {
    super(problem === null ? `The studio answered ${path} with ${status}.` : `${problem.detail} ${problem.hint}`)
    this.status = status
    this.code = problem?.code ?? null
  }
}
