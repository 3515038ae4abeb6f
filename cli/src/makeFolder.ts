import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder with all that it lies in, one by one: Node's own recursion never ends where the system has no room for a folder, as
 * in /proc. A file under that name is left for whoever writes into the folder to find.
 *
 * @throws the system's error when one of them cannot be made
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
