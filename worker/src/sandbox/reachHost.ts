import { getSandbox } from '@cloudflare/sandbox'
import { writePartReport } from '../db/partReports.ts'
import type { Env } from '../env.ts'
import { sha256 } from '../files/sha256.ts'
import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { bucketMount } from './bucketMount.ts'
import { CloudflareHostDriver, type StartReport } from './CloudflareHostDriver.ts'
import type { HostDriver } from './HostDriver.ts'
import { LocalHostDriver } from './LocalHostDriver.ts'
import type { SandboxStub } from './SandboxStub.ts'
import { StorageMount } from './StorageMount.ts'

/** The way to the agent host of a session: on one machine the process that serves them all, on Cloudflare a container of its own. */
export function reachHost(env: Env, settings: Settings, sessionId: string, gatewayToken: string): HostDriver {
  const { AGENT_HOST_URL: hostUrl, AGENT_HOST_TOKEN: hostToken, GATEWAY_URL: gatewayUrl } = settings
  if (hostUrl !== undefined && hostToken !== undefined) {
    if (gatewayUrl === undefined) throw new ProblemError('unconfigured', 'GATEWAY_URL is not set.')
    return new LocalHostDriver({ hostUrl, hostToken, gatewayUrl, sessionId })
  }
  const { SANDBOX_SLEEP_AFTER: sleepAfter } = settings
  // Without a default session: a command that ends with `exit` would take the session's shell with it.
  const sandbox = (): SandboxStub => getSandbox(env.SANDBOX, sessionId, { sleepAfter, enableDefaultSession: false })
  return new CloudflareHostDriver({
    sandbox,
    hostToken: () => sha256(`host ${gatewayToken}`),
    mount: new StorageMount(sandbox, env.STORAGE, bucketMount(settings)),
    // Whatever becomes of the report, the turn goes on.
    report: (report) =>
      writePartReport(env, 'sandbox', describe(report)).catch((error: unknown) =>
        createLogger(env).warn('part_report_lost', { session: sessionId, part: 'sandbox', error }),
      ),
  })
}

function describe(report: StartReport): { ok: boolean; message: string } {
  if (!report.started) return { ok: false, message: 'the last start of a container failed' }
  if (report.mount.mounted) return { ok: true, message: 'ready; files are read from the mounted bucket' }
  return { ok: true, message: 'ready; the bucket is not mounted, so files are read through the gateway' }
}
