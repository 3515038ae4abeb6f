import { Problem } from '@fashion-shoot/protocol'
import { ProblemError } from './ProblemError.ts'

/** The problem that an answer tells of; a made-up one when its body is not one of ours (a proxy's error page). */
export async function problemOf(answer: Response): Promise<Problem> {
  const body = await answer.json().catch(() => null)
  return (
    Problem.safeParse(body).data ?? {
      type: 'about:blank',
      title: 'The server failed',
      status: answer.status,
      code: 'unexpected_answer',
      detail: `The server answered with an error (${answer.status}) and no explanation. Nothing was lost.`,
      hint: 'Try again in a moment.',
    }
  )
}

/** What went wrong, in words, for anything that a call may throw. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    type: 'about:blank',
    title: 'No connection',
    status: 0,
    code: 'unreachable',
    detail: 'The server could not be reached. What you entered is still here.',
    hint: 'Check that it is running, then try again.',
  }
}
