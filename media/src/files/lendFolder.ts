import { mkdir, mkdtemp, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { cannotWrite } from './cannotWrite.ts'
import { sweepWorkFolders, workFolderPrefix } from './sweepWorkFolders.ts'

/**
 * Lends `work` a new folder in `parent`, which is made if it is not there. The folder goes afterwards; after a failure so does what
 * was made of `parent`. What a killed process left is removed.
 *
 * @throws what `work` throws, or MediaError `cannotWrite`, also in place of what the system threw about a path in the folder
 */
export async function lendFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  let made: string[] = []
  let folder: string | undefined
  const refuse = (error: Error): never => {
    throw cannotWrite(parent, error)
  }
  try {
    // Node's own recursion never ends where the system has no room for a folder, as in /proc, and does not say what it made before it failed.
    for (const missing of await missingFolders(parent))
      if (await makeFolder(missing).catch(refuse)) made = [missing, ...made]
    await sweepWorkFolders(parent)
    folder = await mkdtemp(join(parent, await workFolderPrefix())).catch(refuse)
    const result = await work(folder)
    made = []
    return result
  } catch (error) {
    throw folder !== undefined && isIn(folder, error) ? cannotWrite(parent, error) : error
  } finally {
    // What went wrong before weighs more than a folder that stays.
    if (folder) await removeFolder(folder)
    // One in which somebody else has put something stays.
    for (const each of made) await rmdir(each).catch(() => {})
  }
}

/** Mostly all has been moved out of it. Whatever is left goes with it, as far as that can be. */
async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder)
    .catch(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    .catch(() => {})
}

/** Those that are not there of a folder and all above it, from the uppermost. */
async function missingFolders(folder: string): Promise<string[]> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  )
  return isThere ? [] : [...(await missingFolders(dirname(folder))), folder]
}

/** False where somebody else has just made it. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Whether an error of the system is about a path in the folder. */
function isIn(folder: string, error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { path, dest } = error as NodeJS.ErrnoException & { dest?: string }
  return [path, dest].some((each) => each?.startsWith(join(folder, sep)))
}
