import { randomUUID } from 'node:crypto'
import type { Fault } from '../cinematographer/startCinematographer.ts'
import type { Kind } from './DeclaredFault.ts'

/** Kling's code for each status: rate, internal error, overloaded, no such thing. */
const CODE = { 404: 1203, 429: 1302, 500: 5000, 503: 5001 } as const

/** A declared fault as the cinematographer takes it. */
export function clipsFault(fault: Kind): Fault {
  switch (fault.kind) {
    case 'refuse':
      return { refused: true }
    case 'slow':
      return { delayMs: fault.ms }
    case 'cut':
      return { cutAfterBytes: fault.after }
    case 'lost':
      return { answerLost: true }
    case 'policy':
      return { taskError: 'Failure to pass the risk control system' }
    case 'stall':
      return { stall: true }
    case 'status': {
      const headers = new Headers()
      if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter))
      const body = { code: CODE[fault.status], message: 'A fault on order', request_id: randomUUID() }
      return Response.json(body, { status: fault.status, headers })
    }
  }
}
