import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { build as bundle } from 'esbuild'

const here = import.meta.dirname
const configPath = join(here, 'wrangler.jsonc')

/**
 * Bundles the Worker as a deploy would upload it, into `dist/index.js`, and what runs it on one machine: the process into
 * `dist/local.js`, and into `dist/local.json` the runtime's options and the D1 migrations, because to read them anew would mean
 * to load wrangler, which alone takes a second. Paths in it are relative to the workspace.
 */
export async function buildWorker(): Promise<void> {
  // The configuration names the page's folder, which in a fresh checkout is being built at the same time.
  await mkdir(join(here, '../studio/dist'), { recursive: true })
  await promisify(execFile)(
    join(here, '../node_modules/.bin/wrangler'),
    ['deploy', '--dry-run', '--outdir', join(here, 'dist'), '--containers-rollout=none', '-c', configPath, '--env='],
    { cwd: here, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' } },
  )
  await bundle({
    entryPoints: [join(here, 'local/main.ts')],
    outfile: join(here, 'dist/local.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // It finds its own files and the runtime's binary beside itself.
    external: ['miniflare'],
    logLevel: 'warning',
  })
  await writeFile(join(here, 'dist/local.json'), JSON.stringify(await localDescription()))
}

async function localDescription() {
  const { unstable_getMiniflareWorkerOptions, unstable_readConfig, unstable_splitSqlQuery } = await import('wrangler')
  const config = unstable_readConfig({ config: configPath })
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config, undefined, {
    overrides: { enableContainers: false },
  })
  const { rootPath: _, ...options } = workerOptions
  const assets = options.assets as { directory: string } | undefined
  const database = config.d1_databases[0]
  const folder = database === undefined ? undefined : join(here, database.migrations_dir ?? 'migrations')
  const names = folder === undefined ? [] : (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => ({
      name,
      statements: unstable_splitSqlQuery(await readFile(join(folder ?? '', name), 'utf8')),
    })),
  )
  return {
    name: config.name,
    options: {
      ...options,
      ...(assets && { assets: { ...assets, directory: relative(here, assets.directory) } }),
      // On this machine the database keeps its name whatever id the set-up writes, or the shoots made here would be lost from sight.
      ...(database && { d1Databases: { [database.binding]: { id: 'local' } } }),
    },
    database: database?.binding ?? null,
    migrations,
  }
}
