import { writeFile } from 'node:fs/promises'
import { aborted } from '../aborted.ts'
import { withWorkFolder } from './withWorkFolder.ts'

export interface WholeFile {
  file: string
  bytes: Uint8Array
}

/**
 * Writes files that belong together: none appears before all are written.
 *
 * @throws MediaError `cannotWrite` or `aborted`
 */
export async function writeTogether([first, ...rest]: readonly WholeFile[], signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) throw aborted()
  if (first === undefined) return
  await withWorkFolder(first.file, async (_, target) => {
    await writeFile(target, first.bytes)
    // Each is moved to its place on the way out of here.
    await writeTogether(rest, signal)
  })
}
