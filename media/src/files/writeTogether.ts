import { runLimited } from '../runLimited.ts'
import { makeTogether } from './makeTogether.ts'
import { writeInto } from './writeInto.ts'

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
    runLimited(files, files.length, signal, ({ bytes }, i) => writeInto(targets[i] ?? '', bytes))
  await makeTogether(
    files.map(({ file }) => file),
    write,
    signal,
  )
}
