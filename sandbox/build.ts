import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Bundles the agent host and the agent-runner to `dist/host.js` and `dist/agent-runner.js`. sharp stays outside: it is native.
 * Chunks let the runner speak before the media engine is loaded.
 */
export async function buildSandbox(): Promise<void> {
  // Chunks carry hashes in their names: those of the last build would stay for ever.
  await rm(here('dist'), { recursive: true, force: true })
  await build({
    entryPoints: { host: here('src/host/main.ts'), 'agent-runner': here('src/runner/main.ts') },
    outdir: here('dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: ['sharp'],
    // Packages in CommonJS call `require`, which an ES module has to make first.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
    logLevel: 'warning',
  })
}
