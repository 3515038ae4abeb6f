import { getSandbox } from '@cloudflare/sandbox'
import { writePartReport } from '../db/partReports.ts'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { CloudflareHostDriver, type StartReport } from './CloudflareHostDriver.ts'
import type { HostDriver } from './HostDriver.ts'
import { LocalHostDriver } from './LocalHostDriver.ts'
import type { BucketMount, SandboxStub } from './SandboxStub.ts'
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
    hostToken: () => digest(`host ${gatewayToken}`),
    mount: new StorageMount(sandbox, env.STORAGE, bucketMount(settings)),
    report: (report) => writePartReport(env, 'sandbox', describe(report)),
  })
}

/** By the binding, with no credential at all; or as the owner's S3 credentials say, which then sign outside of the container. */
function bucketMount(settings: Settings): BucketMount {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, CF_ACCOUNT_ID, R2_BUCKET_NAME } = settings
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY || !CF_ACCOUNT_ID || !R2_BUCKET_NAME) {
    return { bucket: 'STORAGE', options: { readOnly: true } }
  }
  return {
    bucket: R2_BUCKET_NAME,
    options: {
      readOnly: true,
      endpoint: `https://${CF_ACCOUNT_ID}.r2.cloudflarestorage.com`,
      provider: 'r2',
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
      credentialProxy: true,
    },
  }
}

function describe(report: StartReport): { ok: boolean; message: string } {
  if (!report.started) return { ok: false, message: 'the last start of a container failed' }
  if (report.mount.mounted) return { ok: true, message: 'ready; files are read from the mounted bucket' }
  return { ok: true, message: 'ready; the bucket is not mounted, so files are read through the gateway' }
}

async function digest(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex()
}
