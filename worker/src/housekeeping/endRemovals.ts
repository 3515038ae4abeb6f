import { eraseSession } from '../db/eraseSession.ts'
import type { Env } from '../env.ts'
import { dropRemoval, listRemovals } from '../files/traces.ts'
import { sessionStub } from '../http.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'

const MOST = 100

/** Ends deletions that were cut off once the session's object was empty. Returns how many. */
export async function endRemovals(env: Env, logger: Logger): Promise<number> {
  return await goRound({
    task: 'removals',
    bucket: env.STORAGE,
    logger,
    pages: 1,
    list: async (after) => {
      const { ids, next } = await listRemovals(env.STORAGE, after, MOST)
      return { things: ids.map((id) => ({ id })), next }
    },
    work: async ({ id }) => {
      const isEmpty = !(await sessionStub(env, id).isThere())
      if (isEmpty) await eraseSession(env, id)
      // Cut off before that, the shoot is still one, and its owner's word counts.
      else await dropRemoval(env.STORAGE, id)
      return isEmpty
    },
  })
}
