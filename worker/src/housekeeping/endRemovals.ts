import { eraseSession } from '../db/eraseSession.ts'
import type { Env } from '../env.ts'
import { dropRemoval, listRemovals } from '../files/traces.ts'
import { sessionStub } from '../http.ts'

const MOST = 100

/** Ends deletions that were cut off once the session's object was empty. Returns how many. */
export async function endRemovals(env: Env): Promise<number> {
  const { sessionIds } = await listRemovals(env.STORAGE, MOST)
  let ended = 0
  for (const id of sessionIds) {
    // Cut off before that, the shoot is still one, and its owner's word counts.
    if (await sessionStub(env, id).isThere()) await dropRemoval(env.STORAGE, id)
    else {
      await eraseSession(env, id)
      ended += 1
    }
  }
  return ended
}
