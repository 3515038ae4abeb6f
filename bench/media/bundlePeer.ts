import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/**
 * Bundles a peer into `folder` as the engine's command line is bundled, and lets it keep what it is compiled to as that does: so neither
 * pays for what the other does not. Returns the program's path.
 */
export async function bundlePeer(name: string, folder: string): Promise<string> {
  const program = join(folder, `${name}.mjs`)
  const bundle = join(folder, `${name}.bundle.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['sharp'],
    logLevel: 'warning',
  })
  await writeFile(
    program,
    `import { enableCompileCache } from 'node:module'\nenableCompileCache()\nawait import(${JSON.stringify(bundle)})\n`,
  )
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  return program
}
