import type { Env } from '../env.ts'
import { readSettings } from '../settings.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { fillTitleKeys } from './fillTitleKeys.ts'
import { retireSessions } from './retireSessions.ts'
import { sweepFolders } from './sweepFolders.ts'
import { sweepOutputs } from './sweepOutputs.ts'
import { sweepUploads } from './sweepUploads.ts'

/** How old something must be before it counts as left behind; nothing that is under way takes as long. */
export const LEFT_BEHIND_MS = 24 * 60 * 60_000

/**
 * Takes away what nobody needs any more, as of `now` (ms since 1970), and makes up for what a migration could not do. What a session needs is asked of its object, never of D1
 * alone. Each task stands for itself, and so does each thing that it looks at: where one fails the others are done, and it is tried
 * again the next time.
 */
export async function housekeep(env: Env, now: number): Promise<void> {
  const logger = createLogger(env)
  const leftBehind = new Date(now - LEFT_BEHIND_MS)
  const tasks: Record<string, () => Promise<number>> = {
    retired: () => retireSessions(env, logger, readSettings(env), now),
    uploads: () => sweepUploads(env, logger, leftBehind),
    outputs: () => sweepOutputs(env, logger, leftBehind),
    folders: () => sweepFolders(env, logger, readSettings(env)),
    titles: () => fillTitleKeys(env),
  }
  const done: Record<string, number> = {}
  for (const [task, work] of Object.entries(tasks)) {
    try {
      done[task] = await work()
    } catch (error) {
      logger.error('housekeeping_failed', { task, error })
    }
  }
  logger.info('housekeeping', done)
}
