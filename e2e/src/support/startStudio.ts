import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repoRoot } from './repoRoot.ts'
import { studioEnv } from './studioEnv.ts'

export type Studio = {
  /** Where page and API answer, without a trailing slash. */
  url: string
  /** Ends it as Ctrl-C does, waits until it has gone, and removes its data. */
  stop: () => Promise<void>
}

/**
 * `npm start` on a free port and with data of its own.
 *
 * @param settings by name, as in `docs/settings.md`
 * @throws with what it printed, when it ends instead of naming its address
 */
export async function startStudio(settings: Record<string, string> = {}): Promise<Studio> {
  const dataDir = await mkdtemp(join(tmpdir(), 'e2e-studio-'))
  const child = spawn(process.execPath, [join(repoRoot, 'scripts/start.ts')], {
    env: { ...studioEnv(dataDir), PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const named = /^Studio: (\S+)$/m.exec(printed)?.[1]
      if (named !== undefined) resolve(named)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then(() => reject(new Error(`The studio did not start:\n${printed}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
