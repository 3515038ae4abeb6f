import { assetOfFile } from '@fashion-shoot/protocol'
import { withoutRow } from '../db/withoutRow.ts'
import type { Env } from '../env.ts'
import { readFileNote } from '../files/fileNote.ts'
import { listPage } from '../files/listPage.ts'
import { sessionStub } from '../http.ts'
import type { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'
import { isGone } from './isGone.ts'

const OUTPUTS = 'outputs/'
/** Files of a page; D1 binds at most 100 values in a statement. */
const PAGE = 90
/** Pages of a run. */
const PAGES = 100

/**
 * Deletes files that were stored for a session before that day and never became its assets: what was cut off between the bucket and
 * the log, or came when the session had been deleted. Returns how many.
 */
export async function sweepOutputs(env: Env, logger: Logger, before: Date): Promise<number> {
  return await goRound({
    task: 'outputs',
    bucket: env.STORAGE,
    logger,
    pages: PAGES,
    list: async (after) => {
      const { files, next } = await listPage(env.STORAGE, OUTPUTS, after, PAGE)
      const old = files.filter(({ object }) => object.uploaded < before)
      return { things: await withoutRow(env, old), next }
    },
    work: async ({ id, object }) => {
      // D1 may have lost the row; the session has the last word.
      if (!(await isLeftOver(env, id, object))) return false
      await env.STORAGE.delete(object.key)
      return true
    },
  })
}

async function isLeftOver(env: Env, name: string, file: R2Object): Promise<boolean> {
  const { sessionId } = readFileNote(file)
  // From before that was noted.
  if (sessionId === undefined) return false
  const session = sessionStub(env, sessionId)
  return (await session.isThere()) ? !(await session.needs(assetOfFile(name))) : await isGone(env, sessionId)
}
