import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../UserError.ts'

const Holder = z.object({ pid: z.int().positive(), url: z.string().nullable() })

export type DataDirLock = {
  /** Notes where the studio is reached, for whoever finds the folder taken. */
  announce: (url: string) => void
  release: () => void
}

/**
 * Takes the folder for this process: two runtimes on the same databases would damage them. A lock whose process has ended is
 * taken over.
 *
 * @throws UserError when a living process has the folder
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const file = join(dataDir, 'lock.json')
  mkdirSync(dataDir, { recursive: true })
  const write = (url: string | null, flag: 'w' | 'wx') =>
    writeFileSync(file, `${JSON.stringify({ pid: process.pid, url })}\n`, { flag })
  try {
    write(null, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    refuseIfAlive(file, dataDir)
    rmSync(file, { force: true })
    write(null, 'wx')
  }
  return { announce: (url) => write(url, 'w'), release: () => rmSync(file, { force: true }) }
}

function refuseIfAlive(file: string, dataDir: string): void {
  const holder = readHolder(file)
  if (holder === null || !isAlive(holder.pid)) return
  const where = holder.url === null ? '' : ` and answers at ${holder.url}`
  throw new UserError(
    `${dataDir} is in use: process ${holder.pid} runs on it${where}. Nothing was changed.\n` +
      `Use that one, stop it first, or choose another folder with DATA_DIR.`,
  )
}

function readHolder(file: string): z.infer<typeof Holder> | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
