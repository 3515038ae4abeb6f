import { mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cannotWrite } from './cannotWrite.ts'
import { sweepWorkFolders, workFolderPrefix } from './sweepWorkFolders.ts'

/**
 * Lends `work` a new folder in `parent`, which is made if it is not there. The folder goes afterwards; after a failure so does what
 * was made of `parent`. What a killed process left is removed.
 *
 * @throws what `work` throws, or MediaError `cannotWrite`
 */
export async function lendFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  let firstMade: string | undefined
  let folder: string | undefined
  try {
    firstMade = await mkdir(parent, { recursive: true })
    await sweepWorkFolders(parent)
    folder = await mkdtemp(join(parent, await workFolderPrefix()))
    const result = await work(folder)
    firstMade = undefined
    return result
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? cannotWrite(parent, error) : error
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
    if (firstMade) await removeEmpty(parent, firstMade)
  }
}

/** Removes folders from `folder` up to `last`, as far as nothing is in them. */
async function removeEmpty(folder: string, last: string): Promise<void> {
  for (let at = folder; at.startsWith(last); at = dirname(at)) {
    const left = await rmdir(at).then(
      () => false,
      () => true,
    )
    if (left) return
  }
}
