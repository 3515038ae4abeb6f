import { deleteSession } from '../api/studioApi.ts'

/** Shoots that are deleted as soon as nobody can take it back any more. */
const planned = new Set<string>()
/** Those, and the ones that are deleted: lists that were asked for before still have them. */
let hidden: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

function hide(next: Iterable<string>) {
  hidden = new Set(next)
  for (const listener of listeners) listener()
}

/** The ids of shoots that no list shall show. */
export function hiddenShoots(): ReadonlySet<string> {
  return hidden
}

/** Calls back when one comes or goes, until the returned function is called. */
export function onHiddenChange(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Takes a shoot out of sight. It is deleted by `carryOutDeletion`, or when the page is left. */
export function planDeletion(sessionId: string): void {
  planned.add(sessionId)
  hide([...hidden, sessionId])
  addEventListener('pagehide', carryOutAll)
}

/** Brings a shoot back that is not deleted yet. */
export function undoDeletion(sessionId: string): void {
  if (planned.delete(sessionId)) hide([...hidden].filter((id) => id !== sessionId))
}

/**
 * Deletes a planned one for good; nothing where it was taken back, or is deleted already. When that fails, it is to be seen again.
 * @throws ProblemError
 */
export async function carryOutDeletion(sessionId: string): Promise<void> {
  if (!planned.delete(sessionId)) return
  try {
    await deleteSession(sessionId)
  } catch (error) {
    hide([...hidden].filter((id) => id !== sessionId))
    throw error
  }
}

/** Nobody is there any more to take anything back, or to be told. */
function carryOutAll(): void {
  for (const id of [...planned]) carryOutDeletion(id).catch(() => undefined)
}
