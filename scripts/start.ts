/** @module `npm start`: builds what has changed, then launches everything on this machine. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleWorkspaces } from './build.ts'

const stale = staleWorkspaces()
if (stale.length > 0) {
  process.stderr.write(`Building ${stale.join(', ')} …\n`)
  // In a process of its own, so that the bundlers' memory goes with it.
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) process.exit(1)
}
await import('../cli/dist/start.js' as string)
