import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const DIST = join(import.meta.dirname, 'dist')

/**
 * Bundles the command line into `media/dist/cli.js` and a chunk for each command, so that one that needs no codec starts at
 * once. sharp stays outside: it carries native code. What has not changed is left as it is: it may be running.
 */
export async function buildMedia(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: { cli: join(import.meta.dirname, 'src/main.ts') },
    outdir: DIST,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['sharp'],
    // Some of what is bundled is CommonJS and calls require for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
    write: false,
  })
  await mkdir(DIST, { recursive: true })
  // The entry comes last: it must not name a chunk that is not there yet.
  for (const { path, contents } of outputFiles.sort((a) => (basename(a.path) === 'cli.js' ? 1 : -1))) {
    const before = await readFile(path).catch(() => undefined)
    if (before?.equals(contents)) continue
    await writeFile(`${path}.${process.pid}`, contents)
    await rename(`${path}.${process.pid}`, path)
  }
  const built = new Set(outputFiles.map(({ path }) => basename(path)))
  const stale = (await readdir(DIST)).filter((name) => name.endsWith('.js') && !built.has(name))
  await Promise.all(stale.map((name) => rm(join(DIST, name), { force: true })))
}

if (import.meta.main) await buildMedia()
