import { join } from 'node:path'
import { build as bundle } from 'esbuild'

const here = import.meta.dirname

/** Bundles the programs of this workspace into `dist/`: `shoot`, and the launcher behind `npm start`. */
export async function buildCli(): Promise<void> {
  await bundle({
    entryPoints: [
      { in: join(here, 'src/shoot/main.ts'), out: 'shoot' },
      { in: join(here, 'src/local/main.ts'), out: 'start' },
      { in: join(here, 'src/local/endWithParent.ts'), out: 'endWithParent' },
    ],
    outdir: join(here, 'dist'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
}
