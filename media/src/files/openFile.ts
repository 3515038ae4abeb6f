import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MediaError } from '../MediaError.ts'

/**
 * Opens a file for reading. What is no plain file (a folder, a pipe, a device) is refused before it is opened: it may
 * never end, or never begin.
 *
 * @throws MediaError `fileNotFound` or `notMedia`
 */
export async function openFile(file: string): Promise<FileHandle> {
  try {
    const found = await stat(file)
    if (found.isFile()) return await open(file)
    const what = found.isDirectory() ? 'a folder' : 'a pipe or a device'
    throw new MediaError('notMedia', `${basename(file)} is ${what}, not a file.`, 'Name a picture, a clip or a sound.')
  } catch (error) {
    if (error instanceof MediaError) throw error
    const message = file === '' ? 'The name of a file is empty.' : `There is no readable file ${file}.`
    throw new MediaError('fileNotFound', message, 'Check the name and the folder.', { cause: error })
  }
}
