import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { withWorkFolder } from './withWorkFolder.ts'

/** Writes a file so that it appears whole or not at all; returns its absolute path. */
export async function writeWhole(file: string, bytes: Uint8Array | string): Promise<string> {
  await withWorkFolder(file, (_, target) => writeFile(target, bytes))
  return resolve(file)
}
