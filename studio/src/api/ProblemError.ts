import type { Problem } from '@fashion-shoot/protocol'

/** A call that failed, with the words for a person. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
