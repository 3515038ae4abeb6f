import { type Slot, slotName } from '@fashion-shoot/protocol'
import { createContext, type ReactNode, use } from 'react'
import { RETRY_WORDS } from '../shared/retryWords.ts'

type Retry = { onRetry: ((words: string) => void) | null; of: number }

const RetryContext = createContext<Retry>({ onRetry: null, of: 0 })

/** Around pictures of which those that failed or were stopped can be tried again one by one. `onRetry` says so to the director; null while it is at work. `of`: how many there are of them. */
export function RetryProvider({ onRetry, of, children }: Retry & { children: ReactNode }) {
  return <RetryContext value={{ onRetry, of }}>{children}</RetryContext>
}

/** Beside a failure: tries it again. */
export function RetryButton({ slot }: { slot: Slot }) {
  const { onRetry, of } = use(RetryContext)
  if (onRetry === null) return null
  return (
    <button
      type="button"
      onClick={() => onRetry(of === 1 ? RETRY_WORDS : `Redo ${slotName(slot)}`)}
      className="relative font-medium underline underline-offset-4 after:absolute after:-inset-2"
    >
      Try again
    </button>
  )
}
