import { writeFile } from 'node:fs/promises'

/** Writes a file. Whatever the system throws names it: of a full disk Node alone does not say where. */
export async function writeInto(file: string, content: Uint8Array | string): Promise<void> {
  await writeFile(file, content).catch((error: Error) => {
    throw Object.assign(error, { path: file })
  })
}
