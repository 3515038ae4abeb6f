import type { ErrorItem as Item } from './openError.ts'
import { RecoverActions } from './RecoverActions.tsx'

type ErrorItemProps = {
  item: Item
  /** False once the shoot goes on: then it is history, and quiet. */
  open: boolean
  sessionId: string
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** What went wrong, what to do, and where it helps a way to try again. */
export function ErrorItem({ item, open, sessionId, onRetry }: ErrorItemProps) {
  return (
    <div
      {...(open && { role: 'alert' })}
      className={`my-3 border-l-2 py-0.5 pl-3 ${open ? 'border-accent' : 'border-line text-soft'}`}
    >
      <p className={open ? 'text-body' : ''}>{item.message}</p>
      {open && <p className="mt-1 text-soft">{item.hint}</p>}
      {onRetry && (
        <div className="mt-3">
          <RecoverActions sessionId={sessionId} code={item.code} shortfall={item.shortfall} onRetry={onRetry} />
        </div>
      )}
    </div>
  )
}
