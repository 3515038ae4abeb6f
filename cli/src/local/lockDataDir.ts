import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../makeFolder.ts'
import { UserError } from '../UserError.ts'

const Holder = z.object({
  pid: z.int().positive(),
  birth: z.string().nullable().default(null),
  url: z.string().nullable(),
})

export type DataDirLock = {
  /** Notes where the studio is reached, for whoever finds the folder taken. */
  announce: (url: string) => void
  release: () => void
}

/**
 * Takes the folder for this process: two runtimes on the same databases would damage them. A lock whose process has ended is
 * taken over.
 *
 * @throws UserError when a living process has the folder, or none can be made there
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const file = lockFile(dataDir)
  const self = { pid: process.pid, birth: birthOf(process.pid) }
  const write = (url: string | null, flag: 'w' | 'wx') =>
    writeFileSync(file, `${JSON.stringify({ ...self, url })}\n`, { flag })
  const take = () => {
    try {
      write(null, 'wx')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      refuseIfAlive(file, dataDir)
      rmSync(file, { force: true })
      write(null, 'wx')
    }
  }
  try {
    makeFolder(dataDir)
    take()
  } catch (error) {
    if (error instanceof UserError) throw error
    const reason = (error as NodeJS.ErrnoException).code
    throw new UserError(
      `A setting is not right:\n  DATA_DIR must be a folder to write in, and ${dataDir} is none (${reason})\nSee docs/settings.md.`,
    )
  }
  return { announce: (url) => write(url, 'w'), release: () => rmSync(file, { force: true }) }
}

/** The address of the studio that has the folder; null where none has it, or it is just being started. */
export function studioOf(dataDir: string): string | null {
  return livingHolder(lockFile(dataDir))?.url ?? null
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'lock.json')
}

function livingHolder(file: string): z.infer<typeof Holder> | null {
  const holder = readHolder(file)
  return holder !== null && isAlive(holder) ? holder : null
}

function refuseIfAlive(file: string, dataDir: string): void {
  const holder = livingHolder(file)
  if (holder === null) return
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

function isAlive({ pid, birth }: z.infer<typeof Holder>): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const present = birthOf(pid)
  // In doubt it is the holder.
  return birth === null || present === null || present === birth
}

/**
 * What tells a process from a later one with its number, as there is after a power cut: which boot of the machine, and when in it the
 * process began. Null where there is no `/proc`.
 */
function birthOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // `starttime`, proc(5), counted from behind the name, which may itself hold spaces.
    const start = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19]
    return `${boot} ${start}`
  } catch {
    return null
  }
}
