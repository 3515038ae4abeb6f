import { constants } from 'node:fs'
import { cp, lstat, mkdir, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

export type Copy = {
  /** Absolute paths. */
  sources: string[]
  /** Absolute path; with a slash at its end it is a folder to copy into. */
  to: string
  /** Whether a file or folder, by its absolute path, is to be left out as if it were not there. */
  isLeftOut?: (path: string) => boolean
}

/**
 * What Docker's COPY does: of a folder, its content; of a file, the file itself, into a folder if the target is one.
 *
 * @returns bytes of the copied files
 * @throws Error when a source is not there
 */
export async function copyIntoTree({ sources, to, isLeftOut = () => false }: Copy): Promise<number> {
  let bytes = 0
  for (const source of sources) {
    const found = await stat(source).catch(() => null)
    if (found === null) throw new Error(`COPY finds no ${source}`)
    const files = found.isDirectory() ? await filesOf(source, isLeftOut) : isLeftOut(source) ? [] : [source]
    if (files.length === 0) throw new Error(`COPY finds nothing in ${source} that .dockerignore lets in`)
    const target = found.isDirectory() || !to.endsWith('/') ? to : join(to, basename(source))
    for (const file of files) {
      const copied = join(target, relative(source, file))
      await mkdir(dirname(copied), { recursive: true })
      await cp(file, copied, { verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
      bytes += (await lstat(copied)).size
    }
  }
  return bytes
}

async function filesOf(folder: string, isLeftOut: (path: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isDirectory() || isLeftOut(path) ? [] : [path]
  })
}
