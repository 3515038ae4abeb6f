import { dirname } from 'node:path'
import { makeTogether } from './makeTogether.ts'

/**
 * {@link makeTogether} for a single file, whose maker wants to keep others beside it for as long as it works.
 *
 * @param work gets the folder and the path to write; it may leave other files in the folder
 */
export async function withWorkFolder<T>(
  out: string,
  work: (folder: string, target: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return makeTogether([out], ([target = '']) => work(dirname(target), target), signal)
}
