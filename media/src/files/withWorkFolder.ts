import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { MediaError } from '../MediaError.ts'

/**
 * Lets `work` make a file in a folder of its own beside `out`, then moves it to `out` in one step: a reader sees the old
 * file or the whole new one, and a failure leaves nothing behind.
 *
 * @param work gets the folder and the path to write; it may leave other files in the folder
 * @throws what `work` throws, or MediaError `cannotWrite`
 */
export async function withWorkFolder<T>(out: string, work: (folder: string, target: string) => Promise<T>): Promise<T> {
  const target = resolve(out)
  const folder = await mkdir(dirname(target), { recursive: true })
    .then(() => mkdtemp(join(dirname(target), '.media-')))
    .catch((error: unknown) => {
      throw cannotWrite(out, error)
    })
  try {
    const made = join(folder, 'made')
    const result = await work(folder, made)
    await rename(made, target).catch((error: unknown) => {
      throw cannotWrite(out, error)
    })
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function cannotWrite(out: string, cause: unknown): MediaError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new MediaError('cannotWrite', `${out} cannot be written: ${why}.`, 'Name another place for it.', { cause })
}
