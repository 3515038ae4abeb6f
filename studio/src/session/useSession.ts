import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createSessionStore, type SessionSnapshot } from './sessionStore.ts'

/** One session, live. `reopen` tries again after it could not be loaded. */
export function useSession(sessionId: string): SessionSnapshot & { reopen(): void } {
  const store = useMemo(() => createSessionStore(sessionId), [sessionId])
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the store anew.
  useEffect(() => store.open(), [store, attempt])
  return { ...useSyncExternalStore(store.subscribe, store.snapshot), reopen: () => setAttempt((n) => n + 1) }
}
