import { join } from 'node:path'
import { createTestHarness, type TestHarness } from 'wrangler'
import type { Env } from '../src/env.ts'
import type * as WorkerModule from '../src/index.ts'

export type RunningWorker = {
  url: string
  harness: TestHarness
  handle: ReturnType<typeof handleOf>
  close(): Promise<void>
}

const handleOf = (harness: TestHarness) => harness.getWorker<Env, typeof WorkerModule>()

/** Starts the Worker in workerd with an empty D1, R2 and no objects, and with these variables. */
export async function startWorker(vars: Record<string, string>): Promise<RunningWorker> {
  const configPath = join(import.meta.dirname, '../wrangler.jsonc')
  const worker = { configPath, vars }
  const harness = createTestHarness({ workers: [worker] })
  const { url } = await harness.listen()
  await harness.update({ workers: [{ ...worker, vars: { ...vars, GATEWAY_URL: `${url.origin}/gateway` } }] })
  const handle = handleOf(harness)
  await handle.applyD1Migrations('DB')
  return { url: url.origin, harness, handle, close: () => harness.close() }
}
