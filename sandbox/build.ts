import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const DIST = join(import.meta.dirname, 'dist')

/**
 * Bundles the agent host and the agent-runner to `dist/host.js` and `dist/agent-runner.js`. sharp stays outside: it is native.
 * Chunks let the runner speak before the media engine is loaded.
 */
export async function buildSandbox(): Promise<void> {
  const { metafile } = await build({
    entryPoints: {
      host: join(import.meta.dirname, 'src/host/main.ts'),
      'agent-runner': join(import.meta.dirname, 'src/runner/main.ts'),
    },
    outdir: DIST,
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
    metafile: true,
    logLevel: 'warning',
  })
  // Chunks carry hashes in their names: those of earlier builds would stay for ever.
  const built = new Set(Object.keys(metafile.outputs).map((path) => basename(path)))
  const stale = (await readdir(DIST)).filter((file) => file.endsWith('.js') && !built.has(file))
  await Promise.all(stale.map((file) => rm(join(DIST, file))))
}
