import { KlingError } from '../cinematographer/KlingError.ts'
import type { Fault } from '../cinematographer/startCinematographer.ts'
import type { Kind } from './DeclaredFault.ts'
import { resultFault } from './resultFault.ts'

/** Kling's code for each status: rate, internal error, overloaded, no such thing. */
const CODE = { 404: 1203, 429: 1302, 500: 5000, 503: 5001 } as const

/** A declared fault as the cinematographer takes it. */
export function clipsFault(fault: Kind): Fault {
  switch (fault.kind) {
    case 'refuse':
      return { refused: true }
    case 'slow':
      return { delayMs: fault.ms }
    case 'lost':
      return { answerLost: true }
    case 'policy':
      return { taskError: 'Failure to pass the risk control system' }
    case 'stall':
      return { stall: true }
    case 'code':
      return new KlingError(fault.code, 'A fault on order').response()
    case 'task_failed':
      return { taskError: fault.message }
    case 'status': {
      const response = new KlingError(CODE[fault.status], 'A fault on order').response()
      if (fault.retryAfter !== undefined) response.headers.set('retry-after', String(fault.retryAfter))
      return response
    }
    default: {
      const found = resultFault(fault)
      if (!found) throw new Error(`The cinematographer has no fault ${fault.kind}.`)
      return found
    }
  }
}
