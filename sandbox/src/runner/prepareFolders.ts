import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export type SessionFolders = {
  /** The director's working folder: a copy of the agent folder, all that it may read. */
  work: string
  /** The director's home, with the SDK's configuration. The SDK writes a transcript there too, which nobody reads. */
  home: string
  /** Copies of assets, to be had again at any time. */
  cache: string
}

/**
 * Makes the session's folders and gives it a fresh copy of what the director knows. A copy, because the SDK loads
 * `.claude/skills` from its working folder, which must be the session's own, and stay the same from turn to turn. The home and the
 * folder of temporary files begin empty: all that has to last is kept outside, and a process that was killed cleans up nothing.
 */
export async function prepareFolders(sessionDir: string, agentDir: string): Promise<SessionFolders> {
  const folders = { work: join(sessionDir, 'work'), home: join(sessionDir, 'home'), cache: join(sessionDir, 'cache') }
  const temporary = join(sessionDir, 'tmp')
  await Promise.all([folders.work, folders.home, temporary].map((path) => rm(path, { recursive: true, force: true })))
  await Promise.all([
    mkdir(temporary, { recursive: true }),
    cp(agentDir, folders.work, { recursive: true, dereference: true }),
    mkdir(folders.home, { recursive: true }),
    mkdir(folders.cache, { recursive: true }),
  ])
  return folders
}

/** The SDK's configuration folder in a session's home. */
export function configFolder(home: string): string {
  return join(home, '.claude')
}
