import type { Problem } from '@fashion-shoot/protocol'

/** A call that failed, with the words for a person. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
