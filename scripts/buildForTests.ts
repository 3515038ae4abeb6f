import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Vitest's global set-up for tests that drive built programs: what runs is what the sources say. */
export default function buildForTests(): void {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The build failed; the reason is above.')
}
