import type { PartHealth } from '@fashion-shoot/protocol'
import { type DatedReport, readPartReport } from '../db/partReports.ts'
import type { Env } from '../env.ts'
import type { Settings } from '../settings.ts'
import { AgentHost } from './AgentHost.ts'

/**
 * How long a start that failed speaks for the next one. A deploy may have mended it since, and nothing is asked before the next
 * turn; `npm run deploy` waits for health as long.
 */
const FAILURE_MS = 4 * 60_000

/**
 * How the sandbox fares. The host of local mode is asked. On Cloudflare to ask would mean to start a container, so there it is what
 * the last start of one has told.
 */
export async function sandboxHealth(env: Env, settings: Settings): Promise<PartHealth> {
  const { AGENT_HOST_URL: url } = settings
  if (url !== undefined) {
    const host = new AgentHost({ fetch: (path, init) => fetch(url + path, init) })
    return await host.health().then(
      () => ({ state: 'ok', mode: 'local', message: 'ready' }),
      () => ({ state: 'down', mode: 'local', message: 'does not answer' }),
    )
  }
  try {
    const report = await readPartReport(env, 'sandbox')
    if (report === undefined) return { state: 'ok', mode: 'live', message: 'a container starts with the first turn' }
    const isDown = !report.ok && Date.now() - Date.parse(report.at) < FAILURE_MS
    return { state: isDown ? 'down' : 'ok', mode: 'live', message: isDown ? report.message : hopeful(report) }
  } catch {
    return { state: 'down', mode: 'live', message: 'its last report cannot be read from the database' }
  }
}

function hopeful({ ok, message, at }: DatedReport): string {
  return ok ? message : `${message}, at ${at}; the next turn tries again`
}
