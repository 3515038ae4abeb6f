import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, type MiniflareOptions, type V4WorkerOptions } from 'miniflare'
import { z } from 'zod'

/** What the Worker's build writes about itself: its configuration as the runtime takes it, paths relative to `worker/`. */
const BuiltWorker = z.object({
  name: z.string(),
  options: z.looseObject({
    bindings: z.record(z.string(), z.json()).default({}),
    assets: z.looseObject({ directory: z.string() }).optional(),
  }),
  database: z.string().nullable(),
  migrations: z.array(z.object({ name: z.string(), statements: z.array(z.string()) })),
})
export type BuiltWorker = z.infer<typeof BuiltWorker>

/** How whoever starts the Worker wants it to run. */
export const WorkerRun = z.object({
  /** The Worker's workspace. */
  folder: z.string(),
  /** TCP port on 127.0.0.1; 0 for any. */
  port: z.int().nonnegative(),
  /** D1, R2 and the Durable Objects keep their state here; in memory without it. */
  stateDir: z.string().optional(),
  /** Variables and secrets, as a deployment would have them. */
  vars: z.record(z.string(), z.string()),
})
export type WorkerRun = z.infer<typeof WorkerRun>

/** Reads `dist/local.json` of the Worker's workspace. */
export function readBuiltWorker(folder: string): BuiltWorker {
  return BuiltWorker.parse(JSON.parse(readFileSync(join(folder, 'dist/local.json'), 'utf8')))
}

/**
 * Options that run the built bundle in workerd on 127.0.0.1, with nothing that reaches for the network: no request metadata
 * (`cf`), no telemetry, no registry shared with other programs. `withOthers` may put other Workers beside it, for tests.
 */
export function workerOptions(
  built: BuiltWorker,
  run: WorkerRun,
  withOthers: (worker: V4WorkerOptions) => V4WorkerOptions[] = (worker) => [worker],
): MiniflareOptions {
  const { assets, bindings, ...options } = built.options
  // The rest of the options comes from wrangler in the runtime's own type; what is added here is typed.
  const worker: V4WorkerOptions = {
    ...options,
    name: built.name,
    rootPath: run.folder,
    modulesRoot: join(run.folder, 'dist'),
    modules: [{ type: 'ESModule', path: join(run.folder, 'dist/index.js') }],
    bindings: { ...bindings, ...run.vars },
    ...(assets && { assets: { ...assets, directory: join(run.folder, assets.directory) } }),
  }
  return convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: run.port,
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    ...(run.stateDir !== undefined && { resourcePersistencePath: run.stateDir }),
    workers: withOthers(worker),
  })
}
