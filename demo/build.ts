import { join } from 'node:path'
import { build as bundle } from 'esbuild'

/** Bundles the demo servers into `dist/main.js`. */
export async function buildDemo(): Promise<void> {
  await bundle({
    entryPoints: [join(import.meta.dirname, 'src/main.ts')],
    outfile: join(import.meta.dirname, 'dist/main.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    sourcemap: true,
    // Native code: it stays where npm put it.
    external: ['sharp'],
    // Packages inside that are CommonJS ask for Node's own modules with require.
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
}
