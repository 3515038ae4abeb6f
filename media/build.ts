import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles the command line into `media/dist/cli.js`. sharp stays outside: it carries native code. */
export async function buildMedia(): Promise<void> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  await build({
    entryPoints: [here('src/main.ts')],
    outfile: here('dist/cli.js'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['sharp'],
    // Some of what is bundled is CommonJS and calls require for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
}

if (import.meta.main) await buildMedia()
