import type { SessionSummary } from '@fashion-shoot/protocol'
import { useSyncExternalStore } from 'react'
import { hiddenShoots, onHiddenChange } from './deletions.ts'

/** Those of the shoots that are not about to be deleted. */
export function useShownShoots(shoots: readonly SessionSummary[]): SessionSummary[] {
  const hidden = useSyncExternalStore(onHiddenChange, hiddenShoots)
  return shoots.filter(({ id }) => !hidden.has(id))
}
