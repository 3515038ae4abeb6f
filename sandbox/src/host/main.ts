/**
 * @module The agent host: a small HTTP server that runs one agent-runner per session. It says one line on standard output when it
 * listens, and logs on standard error.
 */
import { mkdirSync } from 'node:fs'
import { serve } from '@hono/node-server'
import manifest from '../../package.json' with { type: 'json' }
import { createHostApp } from './createHostApp.ts'
import { HostSessions } from './HostSessions.ts'
import { hostSettings } from './hostSettings.ts'

const settings = hostSettings(process.env)
mkdirSync(settings.WORK_DIR, { recursive: true })
const sessions = new HostSessions(settings)
const app = createHostApp(sessions, { token: settings.HOST_TOKEN, version: manifest.version })

const server = serve({ fetch: app.fetch, port: settings.PORT, hostname: settings.HOST }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

/** ms for readers to get the last lines of turns that were ended */
const LAST_LINES_MS = 300

async function stop(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  await sessions.stopAll()
  setTimeout(() => process.exit(0), LAST_LINES_MS).unref()
  await closed
  process.exit(0)
}
