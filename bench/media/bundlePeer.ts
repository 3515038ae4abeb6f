import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Bundles a peer into `folder` as the engine's command line is bundled, so that neither pays for types. Returns the program's path. */
export async function bundlePeer(name: string, folder: string): Promise<string> {
  const program = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['sharp'],
    logLevel: 'warning',
  })
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  return program
}
