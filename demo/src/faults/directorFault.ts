import { ApiError, type ApiErrorType } from '../director/ApiError.ts'
import type { DirectorOptions } from '../director/startDirector.ts'
import type { Kind } from './DeclaredFault.ts'

type DirectorFault = ReturnType<NonNullable<DirectorOptions['faults']>>

const TYPE: Record<404 | 429 | 500 | 503, ApiErrorType> = {
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'overloaded_error',
}

/** A declared fault as the director takes it. */
export function directorFault(fault: Kind): DirectorFault {
  switch (fault.kind) {
    case 'refuse':
      return { hangUp: true }
    case 'slow':
      return { delayMs: fault.ms }
    case 'cut':
      return { cutAfter: fault.after }
    case 'status': {
      const { status, headers, body } = new ApiError(TYPE[fault.status], 'A fault on order').response('req_fault')
      if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter))
      return new Response(body, { status, headers })
    }
    default:
      throw new Error(`The director has no fault ${fault.kind}.`)
  }
}
