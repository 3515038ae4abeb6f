import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { z } from 'zod'
import { readBuiltWorker } from '../local/workerOptions.ts'

const Routes = z.array(z.object({ method: z.string(), path: z.string() }))
/** One line of the Worker's route table: a handler, or a middleware, which has the method `ALL`. */
export type Route = z.infer<typeof Routes>[number]

/** The route table of the built Worker as Hono has it, read in workerd by a Worker around it. */
export async function readRoutes(): Promise<Route[]> {
  const folder = join(import.meta.dirname, '..')
  const { name, options } = readBuiltWorker(folder)
  const worker = {
    name,
    compatibilityDate: z.string().parse(options.compatibilityDate),
    compatibilityFlags: z.array(z.string()).parse(options.compatibilityFlags),
    modulesRoot: join(folder, 'dist'),
    modules: [
      { type: 'ESModule' as const, path: join(folder, 'dist/routes.js'), contents: PROGRAM },
      { type: 'ESModule' as const, path: join(folder, 'dist/index.js') },
    ],
  }
  const runtime = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] }))
  try {
    return Routes.parse(await (await runtime.dispatchFetch('http://routes/')).json())
  } finally {
    await runtime.dispose()
  }
}

const PROGRAM = `
  import app from './index.js'
  export default { fetch: () => Response.json(app.routes.map(({ method, path }) => ({ method, path }))) }
`
