import type { Shortfall } from '@fashion-shoot/protocol'
import type { ProblemError } from '../problem.ts'
import type { EventLog } from './EventLog.ts'
import { isToldInTurn } from './isToldInTurn.ts'

/** Throws what refuses to spend, and has the log tell the person: once a turn, since several things are asked for at a time. */
export function refuse(log: Pick<EventLog, 'append' | 'view'>, problem: ProblemError, shortfall?: Shortfall): never {
  const { code, message, hint } = problem
  if (!isToldInTurn(log.view, (error) => error.code === code)) {
    log.append({ type: 'error', code, message, hint, retryable: true, ...(shortfall && { shortfall }) })
  }
  throw problem
}
