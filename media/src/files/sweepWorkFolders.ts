import { createHash } from 'node:crypto'
import { readdir, readlink, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

const NAME = /^\.media-(?<machine>[0-9a-f]{8})-(?<pid>\d+)-/
const DAY_MS = 86_400_000

/** The beginning of the name of a work folder of this process. */
export async function workFolderPrefix(): Promise<string> {
  return `.media-${await machineName()}-${process.pid}-`
}

/** Removes the work folders in `parent` whose process was killed: no process has its number, or the folder is a day old. */
export async function sweepWorkFolders(parent: string): Promise<void> {
  const machine = await machineName()
  for (const name of await readdir(parent).catch(() => [])) {
    const owner = NAME.exec(name)?.groups
    if (!owner) continue
    const folder = join(parent, name)
    const mayRun = owner.machine !== machine || runs(Number(owner.pid))
    if (mayRun && (await ageMs(folder)) < DAY_MS) continue
    // What cannot be removed now may be later; a process that is just ending may still write.
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

/** A folder may be shared by several machines, and by containers on one; each has process numbers of its own. */
async function machineName(): Promise<string> {
  const processNumbers = await readlink('/proc/self/ns/pid').catch(() => '')
  return createHash('sha256').update(`${hostname()} ${processNumbers}`).digest('hex').slice(0, 8)
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

async function ageMs(folder: string): Promise<number> {
  const found = await stat(folder).catch(() => undefined)
  return found ? Date.now() - found.mtimeMs : 0
}
