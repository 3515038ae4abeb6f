import type { ConversationItem } from '@fashion-shoot/protocol'
import { RecoverActions } from './RecoverActions.tsx'

type ErrorItemProps = {
  item: Extract<ConversationItem, { kind: 'error' }>
  /** False once the person has gone on: then it is history, and quiet. */
  newest: boolean
  sessionId: string
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** What went wrong, what to do, and where it helps a way to try again. */
export function ErrorItem({ item, newest, sessionId, onRetry }: ErrorItemProps) {
  return (
    <div
      {...(newest && { role: 'alert' })}
      className={`my-3 border-l-2 py-0.5 pl-3 ${newest ? 'border-accent' : 'border-line text-soft'}`}
    >
      <p className={newest ? 'text-body' : ''}>{item.message}</p>
      {newest && <p className="mt-1 text-soft">{item.hint}</p>}
      {onRetry && (
        <div className="mt-3">
          <RecoverActions sessionId={sessionId} code={item.code} shortfall={item.shortfall} onRetry={onRetry} />
        </div>
      )}
    </div>
  )
}
