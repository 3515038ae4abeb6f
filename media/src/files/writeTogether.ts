import { writeFile } from 'node:fs/promises'
import { makeTogether } from './makeTogether.ts'

export interface WholeFile {
  file: string
  bytes: Uint8Array
}

/**
 * Writes files that belong together: none appears before all are written.
 *
 * @throws MediaError `wrongUse` (two of them are one place), `cannotWrite` or `aborted`
 */
export async function writeTogether(files: readonly WholeFile[], signal?: AbortSignal): Promise<void> {
  const write = (targets: readonly string[]) =>
    Promise.all(files.map(({ bytes }, i) => writeFile(targets[i] ?? '', bytes)))
  await makeTogether(
    files.map(({ file }) => file),
    write,
    signal,
  )
}
