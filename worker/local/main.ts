/**
 * @module The Worker's process: runs the built Worker in workerd as the line on its standard input says, prints
 * `{"ready":true,"url":…}`, and ends on SIGTERM, which Miniflare passes on to workerd.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Miniflare } from 'miniflare'
import { applyMigrations } from './applyMigrations.ts'
import { readBuiltWorker, WorkerRun, workerOptions } from './workerOptions.ts'

const input = createInterface(process.stdin)
const [line] = await once(input, 'line')
const run = WorkerRun.parse(JSON.parse(String(line)))
const built = readBuiltWorker(run.folder)
const miniflare = new Miniflare({
  ...workerOptions(built, run),
  // Whoever started this reads the standard output, and keeps the standard error as the log.
  handleStructuredLogs: ({ message }) => process.stderr.write(`${message}\n`),
})
await miniflare.ready
if (built.database !== null) await applyMigrations(await miniflare.getD1Database(built.database), built.migrations)
process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${run.port}` })}\n`)

/** ms; a studio is often started for a short while, which its first minute should not be spent on. */
const FIRST_HOUSEKEEPING = 60_000
const HOUSEKEEPING = 24 * 60 * 60_000

setTimeout(housekeep, FIRST_HOUSEKEEPING).unref()
setInterval(housekeep, HOUSEKEEPING).unref()

/** What a deployment's cron trigger does each night. */
async function housekeep(): Promise<void> {
  try {
    const worker = await miniflare.getWorker()
    await worker.scheduled({ scheduledTime: new Date() })
  } catch (error) {
    // The Worker has said what it could not do; here it can only have ended.
    process.stderr.write(`The housekeeping was not done: ${error}\n`)
  }
}
