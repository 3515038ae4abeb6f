import { Problem } from '@fashion-shoot/protocol'
import { ProblemError } from './ProblemError.ts'

/** No answer came at all. */
export const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'No connection',
  status: 0,
  code: 'unreachable',
  detail: 'The server could not be reached. What you entered is still here.',
  hint: 'Check that it is running, then try again.',
}

/** An answer that is none of ours: a proxy's error page, or another version's. */
export function unexpectedAnswer(status: number): Problem {
  return {
    type: 'about:blank',
    title: 'The server failed',
    status,
    code: 'unexpected_answer',
    detail: `The server gave an answer (${status}) that this page does not understand. Nothing was lost.`,
    hint: 'Load the page anew, or try again in a moment.',
  }
}

/** The problem that an answer tells of. */
export async function problemOf(answer: Response): Promise<Problem> {
  const body = await answer.json().catch(() => null)
  return Problem.safeParse(body).data ?? unexpectedAnswer(answer.status)
}

/** What went wrong, in words, for anything that a call may throw. */
export function asProblem(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : UNREACHABLE
}
