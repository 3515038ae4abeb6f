import type { RequestFault } from '../shared/answerWithFault.ts'
import type { Kind } from './DeclaredFault.ts'

/** What goes wrong with a result or its file, which both makers take in the same form; undefined for another fault. */
export function resultFault(fault: Kind): RequestFault | undefined {
  switch (fault.kind) {
    case 'result_url':
      return { resultUrl: fault.url }
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: fault.to } })
    case 'oversize':
      return { bodyBytes: fault.bytes }
    case 'disguise':
      return { disguised: true }
    case 'cut':
      return { cutAfterBytes: fault.after }
    default:
      return undefined
  }
}
