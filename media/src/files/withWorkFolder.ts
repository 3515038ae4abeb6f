import { mkdir, mkdtemp, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { MediaError } from '../MediaError.ts'
import { sweepWorkFolders, workFolderPrefix } from './sweepWorkFolders.ts'

/**
 * Lets `work` make a file in a folder of its own beside `out`, then moves it to `out` in one step: a reader sees the old
 * file or the whole new one, and a failure leaves nothing behind, no new folder either. What a killed process left is removed.
 *
 * @param work gets the folder and the path to write; it may leave other files in the folder
 * @throws what `work` throws, or MediaError `cannotWrite`
 */
export async function withWorkFolder<T>(out: string, work: (folder: string, target: string) => Promise<T>): Promise<T> {
  const target = resolve(out)
  let firstMade: string | undefined
  let folder: string | undefined
  try {
    const old = await stat(target).catch(() => undefined)
    if (old?.isDirectory()) throw cannotWrite(out, 'it is a folder')
    if (old && !old.isFile()) throw cannotWrite(out, 'it is a pipe or a device')
    firstMade = await mkdir(dirname(target), { recursive: true })
    await sweepWorkFolders(dirname(target))
    folder = await mkdtemp(join(dirname(target), await workFolderPrefix()))
    const made = join(folder, 'made')
    const result = await work(folder, made)
    await rename(made, target)
    firstMade = undefined
    return result
  } catch (error) {
    throw isFromSystem(error) ? cannotWrite(out, error.message, error) : error
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
    if (firstMade) await removeEmpty(dirname(target), firstMade)
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

function isFromSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

function cannotWrite(out: string, why: string, cause?: unknown): MediaError {
  return new MediaError('cannotWrite', `${out} cannot be written: ${why}.`, 'Name another place for it.', { cause })
}
