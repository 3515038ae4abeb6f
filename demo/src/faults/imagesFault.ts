import type { Fault } from '../photographer/startPhotographer.ts'
import type { Kind } from './DeclaredFault.ts'

/** A declared fault as the photographer takes it. */
export function imagesFault(fault: Kind): Fault {
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
      return { modelError: 'content_policy_violation' }
    case 'stall':
      return { stall: true }
    case 'status': {
      const headers = new Headers()
      if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter))
      return Response.json({ detail: 'A fault on order' }, { status: fault.status, headers })
    }
  }
}
