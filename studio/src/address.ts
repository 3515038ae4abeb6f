import { SessionId } from '@fashion-shoot/protocol'
import { useSyncExternalStore } from 'react'

/** Where in the studio the person is. */
export type Address = { page: 'start' } | { page: 'shoot'; sessionId: string } | { page: 'unknown' }

/** Reads an address from a URL's path: `/` and `/shoots/:id` are all there are. */
export function addressOf(path: string): Address {
  if (path === '/') return { page: 'start' }
  const sessionId = /^\/shoots\/([^/]+)\/?$/.exec(path)?.[1]
  return SessionId.safeParse(sessionId).success && sessionId !== undefined
    ? { page: 'shoot', sessionId }
    : { page: 'unknown' }
}

export function shootPath(sessionId: string): string {
  return `/shoots/${sessionId}`
}

/** Goes to a path of the studio without loading the page anew. */
export function goTo(path: string): void {
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
  scrollTo(0, 0)
}

/** The current address; the component renders again when it changes. */
export function useAddress(): Address {
  return addressOf(useSyncExternalStore(onAddressChange, () => location.pathname))
}

function onAddressChange(changed: () => void): () => void {
  addEventListener('popstate', changed)
  return () => removeEventListener('popstate', changed)
}
