import { Sandbox as CloudflareSandbox } from '@cloudflare/sandbox'
import type { Env } from '../env.ts'
import { readSettings } from '../settings.ts'
import { GATEWAY_HOST, gatewayDoor } from './gatewayDoor.ts'

/** What the sandbox's own server in the container listens on. */
const SERVER_PORT = 3000
/** ms to get a container; the package's own 30 s would keep a person in the dark for as long. */
const INSTANCE_MS = 8000
/** ms until the server in it answers, image download included. */
const SERVER_MS = 3 * 60_000
/** The hosts that the package's bucket mounts reach, inside the Worker as well. */
const MOUNT_HOSTS = ['r2.internal', 's3-credential-proxy.internal', '*.s3-credential-proxy.internal']
/**
 * What the platform says when it has no place for another container, or not so fast. The package says the first of it also when
 * one is slow to come: a new image is spread for minutes.
 */
const FULL =
  /no container instance|maximum number of running container instances exceeded|too many containers per second/i

/** The Durable Object that owns one session's container: its walls and its life. `SandboxStub` lists what is used of it. */
export class Sandbox extends CloudflareSandbox<Env> {
  override enableInternet = false

  constructor(state: ConstructorParameters<typeof CloudflareSandbox<Env>>[0], env: Env) {
    super(state, env)
    const { SANDBOX_SLEEP_AFTER, SANDBOX_ALLOWED_HOSTS: hosts } = readSettings(env)
    this.sleepAfter = SANDBOX_SLEEP_AFTER
    if (hosts.length === 0) return
    // A list of hosts is a gate for everything, so it must name our own too. Only what is intercepted can pass: HTTPS as well.
    this.allowedHosts = [GATEWAY_HOST, ...MOUNT_HOSTS, ...hosts]
    this.interceptHttps = true
  }

  /** Starts the container unless it runs. `full` when the platform has no place for another one now, or none so soon. */
  async wake(): Promise<'awake' | 'full'> {
    try {
      await this.startAndWaitForPorts({
        ports: SERVER_PORT,
        cancellationOptions: { instanceGetTimeoutMS: INSTANCE_MS, portReadyTimeoutMS: SERVER_MS },
      })
      return 'awake'
    } catch (error) {
      if (FULL.test(String(error))) return 'full'
      throw error
    }
  }

  /** Whether the container runs and its server has answered. Never starts it. */
  async isAwake(): Promise<boolean> {
    return this.ctx.container?.running === true && (await this.getState()).status === 'healthy'
  }
}

// Assigned, not declared: a static field would only shadow the setters with which the package learns of its handlers.
Sandbox.outboundByHost = { [GATEWAY_HOST]: gatewayDoor }
// The package dispatches a mount's requests itself, but after a restart of the object it takes its stored settings up only when
// this name is known; without it the mount is dead.
Sandbox.outboundHandlers = { r2EgressMount: refuse, s3CredentialProxyMount: refuse }

function refuse(): Response {
  return new Response(null, { status: 520 })
}
