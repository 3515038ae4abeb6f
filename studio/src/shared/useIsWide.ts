import { useSyncExternalStore } from 'react'

/** As the breakpoint `wide` in the tokens. */
const wide = () => matchMedia('(width >= 64rem)')

/** True where the board and the conversation stand side by side. For what differs by more than its look: that, the classes say. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide().matches)
}

function subscribe(changed: () => void): () => void {
  const query = wide()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
