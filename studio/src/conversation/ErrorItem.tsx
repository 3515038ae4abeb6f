import type { ConversationItem } from '@fashion-shoot/protocol'
import { Button } from '../shared/Button.tsx'

type ErrorItemProps = {
  item: Extract<ConversationItem, { kind: 'error' }>
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** What went wrong, what to do, and where it helps a way to try again. */
export function ErrorItem({ item, onRetry }: ErrorItemProps) {
  return (
    <div role="alert" className="my-3 border-accent border-l-2 py-0.5 pl-3">
      <p className="text-body">{item.message}</p>
      <p className="mt-1 text-soft">{item.hint}</p>
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
