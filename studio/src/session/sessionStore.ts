import { emptyView, type Problem, reduce, type SessionSummary, type SessionView } from '@fashion-shoot/protocol'
import { asProblem } from '../api/problems.ts'
import type { Connection } from './followEvents.ts'
import { nextFrame } from './nextFrame.ts'
import type { ShootSource } from './ShootSource.ts'

export type SessionSnapshot = {
  /** `gone` when there is no such session (any more). */
  phase: 'loading' | 'ready' | 'failed' | 'gone'
  session: SessionSummary | null
  /** What the shared reducer made of the log so far. */
  view: SessionView
  connection: Connection
  problem: Problem | null
}

export type SessionStore = {
  subscribe(listener: () => void): () => void
  snapshot(): SessionSnapshot
  /** Loads the session and follows its log until the returned function is called. */
  open(): () => void
}

/**
 * Holds one session as the page shows it: the view that its source has, and every event after it through the shared reducer.
 * Listeners are told at most once a frame, however fast tokens come.
 */
export function createSessionStore(source: ShootSource): SessionStore {
  const listeners = new Set<() => void>()
  let snapshot: SessionSnapshot = {
    phase: 'loading',
    session: null,
    view: emptyView,
    connection: 'live',
    problem: null,
  }
  let told = true

  function set(change: Partial<SessionSnapshot>) {
    snapshot = { ...snapshot, ...change }
    if (!told) return
    told = false
    nextFrame(() => {
      told = true
      for (const listener of listeners) listener()
    })
  }

  /** The shoot anew; where it can't be had, but is not gone, the one that is shown goes on by its log. */
  async function read(signal: AbortSignal) {
    try {
      return await source.read(signal)
    } catch (error) {
      const { session, view } = snapshot
      if (signal.aborted || session === null || asProblem(error).status === 404) throw error
      return { session, view }
    }
  }

  async function run(signal: AbortSignal) {
    try {
      const { session, view } = await read(signal)
      set({ phase: 'ready', session, view, problem: null })
      await source.follow({
        after: view.lastSeq,
        signal,
        onEvent: (entry) => set({ view: reduce(snapshot.view, entry) }),
        onConnection: (connection) => set({ connection }),
      })
    } catch (error) {
      if (signal.aborted) return
      const problem = asProblem(error)
      set({ phase: problem.status === 404 ? 'gone' : 'failed', problem })
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => snapshot,
    open() {
      const stop = new AbortController()
      void run(stop.signal)
      return () => stop.abort()
    },
  }
}
