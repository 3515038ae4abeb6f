import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Miniflare, type V4WorkerOptions } from 'miniflare'
import { RESETTER } from '../../chaos/src/stack/RESETTER.ts'
import { applyMigrations } from '../local/applyMigrations.ts'
import { readBuiltWorker, workerOptions } from '../local/workerOptions.ts'
import { DISPATCHER_NAME } from '../src/dispatch/DISPATCHER_NAME.ts'
import { freePort } from './freePort.ts'
import { runtimeLog } from './runtimeLog.ts'

export type RunningWorker = {
  url: string
  /** What it has written to its console, oldest first. */
  lines: string[]
  // For a look behind the API:
  bucket(): ReturnType<Miniflare['getR2Bucket']>
  database(): ReturnType<Miniflare['getD1Database']>
  /** Asks a Session object's own tables. */
  queryObject(sessionId: string, sql: string): Promise<unknown[]>
  /** Asks the tables of the object that gives out places. */
  queryDispatcher(sql: string): Promise<unknown[]>
  /** Has a Session object forget all that it did not store. */
  evictObject(sessionId: string): Promise<void>
  /** Ends all Session objects in the middle of what they do, as a deploy does; the Worker itself lives on. */
  resetObjects(): Promise<void>
  /** Kills the runtime outright, as a power cut does, and waits until another one answers; `stateDir` is what is left. */
  killRuntime(): Promise<void>
  /** Loses the database, with all its tables, and makes an empty one. */
  loseDatabase(): Promise<void>
  /** Has the Worker do its housekeeping, as of that time. */
  housekeep(now: Date): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the built Worker in workerd with these variables, and with an empty D1, R2 and no objects, or those of `stateDir`. It
 * takes itself for local mode, where nobody signs in; for a deployment with `LOOPBACK: ''`, which leaves the variable away.
 * `withOthers` may bind it to other Workers that run beside it.
 */
export async function startWorker(
  vars: Record<string, string>,
  stateDir?: string,
  withOthers: (worker: V4WorkerOptions) => V4WorkerOptions[] = (worker) => [worker],
): Promise<RunningWorker> {
  const folder = join(import.meta.dirname, '..')
  const built = readBuiltWorker(folder)
  const { LOOPBACK = 'true', ...rest } = vars
  const lines: string[] = []
  const handleStructuredLogs = ({ message }: { message: string }) => {
    lines.push(message)
    runtimeLog.push(message)
  }
  const startAt = async (port: number) => {
    const run = { folder, port, ...(stateDir !== undefined && { stateDir }) }
    const gateway = { GATEWAY_URL: `http://127.0.0.1:${port}/gateway` }
    const all = { ...rest, ...(LOOPBACK !== '' && { LOOPBACK }), ...gateway }
    const options = workerOptions(built, { ...run, vars: all }, (worker) => [...withOthers(worker), RESETTER])
    const starting = new Miniflare({ ...options, unsafeInspectDurableObjects: true, handleStructuredLogs })
    try {
      await starting.ready
    } catch (error) {
      await starting.dispose().catch(() => undefined)
      throw error
    }
    return starting
  }
  // The Worker has to know its own address before it has one, and another test may take the port meanwhile.
  let port = await freePort()
  const runtime = await startAt(port).catch(async (error: unknown) => {
    if (!String(error).includes('Address already in use')) throw error
    port = await freePort()
    return await startAt(port)
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await applyMigrations(await runtime.getD1Database('DB'), built.migrations)
  } catch (error) {
    await runtime.dispose()
    throw error
  }
  const object = (name: string) => [built.name, 'Session', { name }] as const
  const dispatcher = [built.name, 'Dispatcher', { name: DISPATCHER_NAME }] as const
  const query = async (sql: string, ...which: Parameters<Miniflare['unsafeGetDurableObjectStorage']>) =>
    await (await runtime.unsafeGetDurableObjectStorage(...which)).exec(sql)
  return {
    url,
    lines,
    bucket: () => runtime.getR2Bucket('STORAGE'),
    database: () => runtime.getD1Database('DB'),
    queryObject: (name, sql) => query(sql, ...object(name)),
    queryDispatcher: (sql) => query(sql, ...dispatcher),
    evictObject: (name) => runtime.unsafeEvictDurableObject(...object(name)),
    resetObjects: async () => {
      await (await runtime.getWorker(RESETTER.name)).fetch('http://resetter')
    },
    killRuntime: async () => {
      // Miniflare starts another one by itself.
      for (const pid of runtimesOfThisProcess()) process.kill(pid, 'SIGKILL')
      while (!(await fetch(`${url}/api/me`).catch(() => null))?.ok) await new Promise((next) => setTimeout(next, 50))
    },
    loseDatabase: async () => {
      const database = await runtime.getD1Database('DB')
      const isOurs = "type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
      const { results } = await database
        .prepare(`SELECT name FROM sqlite_master WHERE ${isOurs}`)
        .all<{ name: string }>()
      for (const { name } of results) await database.prepare(`DROP TABLE ${name}`).run()
      await applyMigrations(database, built.migrations)
    },
    housekeep: async (now) => {
      await (await runtime.getWorker()).scheduled({ scheduledTime: now })
    },
    close: () => runtime.dispose(),
  }
}

function runtimesOfThisProcess(): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).split('\n')
  return rows.flatMap((row) => {
    const [pid, parent, command] = row.trim().split(/\s+/)
    return Number(parent) === process.pid && command?.includes('workerd') ? [Number(pid)] : []
  })
}
