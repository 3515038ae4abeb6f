/** @module `node scripts/build.ts [workspace…]`: builds the workspaces side by side, all if none is named, where sources have changed. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildNote, fingerprint } from './upToDate.ts'

const root = join(import.meta.dirname, '..')

/** The workspaces that are built, each with the others whose sources go into its bundle. */
const WORKSPACES: Record<string, string[]> = {
  cli: ['protocol'],
  sandbox: ['protocol', 'media'],
  media: [],
  demo: [],
  worker: ['protocol'],
  studio: ['protocol', 'media', 'agent'],
}

/** The names of the workspaces whose bundle is missing or older than its sources. */
export function staleWorkspaces(): string[] {
  return Object.keys(WORKSPACES).filter(
    (workspace) =>
      existsSync(join(root, workspace, 'build.ts')) && !buildNote(root, workspace).matches(print(workspace)),
  )
}

function print(workspace: string): string {
  const sources = [workspace, ...(WORKSPACES[workspace] ?? []), 'package-lock.json']
  return fingerprint(sources.map((path) => join(root, path)))
}

/**
 * Builds one workspace by the function that its `build.ts` exports.
 * @throws whatever the build throws
 */
async function build(workspace: string): Promise<void> {
  // Taken before the build: a source that changes meanwhile makes it stale again.
  const sources = print(workspace)
  const module: Record<string, unknown> = await import(join(root, workspace, 'build.ts'))
  const builder = Object.values(module).find((value) => typeof value === 'function')
  if (builder === undefined) throw new Error(`${workspace}/build.ts exports no function.`)
  await builder()
  buildNote(root, workspace).write(sources)
}

// Wrangler calls this program before it bundles the Worker, also when it is itself a part of a build: what that builds
// would be built twice at once.
const UNDERWAY = 'WORKSPACES_ARE_BEING_BUILT'

if (import.meta.main && process.env[UNDERWAY] === undefined) {
  process.env[UNDERWAY] = 'yes'
  const asked = process.argv.slice(2)
  const began = performance.now()
  const built = await Promise.all(
    staleWorkspaces()
      .filter((workspace) => asked.length === 0 || asked.includes(workspace))
      .map(async (workspace) => {
        try {
          await build(workspace)
          return [workspace]
        } catch (error) {
          process.stderr.write(`${workspace} was not built: ${explain(error)}\n`)
          process.exitCode = 1
          return []
        }
      }),
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (built.flat().length > 0) process.stderr.write(`Built ${built.flat().join(', ')} in ${seconds} s.\n`)
}

/** A bundler that ran as a command says what is wrong on its standard error. */
function explain(error: unknown): string {
  if (error instanceof Error && 'stderr' in error) return String(error.stderr)
  return String(error)
}
