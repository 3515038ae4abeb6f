import { startTransition, useCallback, useEffect, useMemo, useState } from 'react'
import type { ShootSource } from './ShootSource.ts'
import { createSessionStore, type SessionSnapshot } from './sessionStore.ts'
import { noteShown } from './shownLog.ts'

/**
 * One session, as its source tells it; the source is the same object at all times. `reopen` loads it anew, after it could not be
 * loaded. What the log brings is shown as a transition: however much it is, React makes it in small steps, between which a key or a press is
 * answered.
 */
export function useSession(source: ShootSource): SessionSnapshot & { reopen(): void } {
  const store = useMemo(() => createSessionStore(source), [source])
  const [snapshot, setSnapshot] = useState(store.snapshot)
  const [attempt, setAttempt] = useState(0)
  const reopen = useCallback(() => setAttempt((n) => n + 1), [])
  useEffect(() => store.subscribe(() => startTransition(() => setSnapshot(store.snapshot()))), [store])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the store anew.
  useEffect(() => store.open(), [store, attempt])
  const { session, view } = snapshot
  const sessionId = session?.id
  useEffect(() => {
    if (sessionId !== undefined) noteShown(sessionId, view.lastSeq)
  }, [sessionId, view.lastSeq])
  const { title, imageModel, clipModel } = view
  const told = useMemo(
    () =>
      session && {
        ...session,
        title: title ?? session.title,
        imageModel: imageModel ?? session.imageModel,
        clipModel: clipModel ?? session.clipModel,
      },
    [session, title, imageModel, clipModel],
  )
  return { ...snapshot, session: told, reopen }
}
