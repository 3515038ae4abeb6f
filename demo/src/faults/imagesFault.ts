import type { Fault } from '../photographer/startPhotographer.ts'
import type { Kind } from './DeclaredFault.ts'
import { resultFault } from './resultFault.ts'

const LOCKED = 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.'

/** A declared fault as the photographer takes it. */
export function imagesFault(fault: Kind): Fault {
  switch (fault.kind) {
    case 'refuse':
      return { refused: true }
    case 'slow':
      return { delayMs: fault.ms }
    case 'lost':
      return { answerLost: true }
    case 'policy':
      return { modelError: 'content_policy_violation' }
    case 'stall':
      return { stall: true }
    case 'model_error':
      return { modelError: fault.type, charged: fault.charged }
    case 'request_error':
      return { requestError: fault.type }
    case 'webhook':
      return { webhook: fault.flaw }
    case 'locked':
      return Response.json({ detail: LOCKED }, { status: 403 })
    case 'status': {
      const headers = new Headers()
      if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter))
      return Response.json({ detail: 'A fault on order' }, { status: fault.status, headers })
    }
    default: {
      const found = resultFault(fault)
      if (!found) throw new Error(`The photographer has no fault ${fault.kind}.`)
      return found
    }
  }
}
