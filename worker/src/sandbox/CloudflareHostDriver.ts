import { TimeLimitError, withTimeLimit } from '../withTimeLimit.ts'
import { AgentHostError } from './AgentHostError.ts'
import { AGENT_HOST_PROCESS } from './agentHostProcess.ts'
import type { HostDriver, Waiting } from './HostDriver.ts'
import type { SandboxStub } from './SandboxStub.ts'
import type { MountState, StorageMount } from './StorageMount.ts'

const { command: COMMAND, port: PORT } = AGENT_HOST_PROCESS
/** A place in the platform and the image's first download can take minutes. */
const WAKE_MS = 4 * 60_000
const START_MS = 60_000
/** ms until an answer's head; its body may take as long as a turn. */
const ANSWER_MS = 15_000
const HEALTH_MS = 3000
/** How long, and how often, a turn asks for a container while all are taken. */
const LINE_MS = 30 * 60_000
const ASK_AGAIN_MS = 5000

/** What became of the last start, for whoever reports on the deployment. */
export type StartReport = { started: true; mount: MountState } | { started: false; reason: string }

type Parts = {
  /** The session's Sandbox object; asked for anew each time, because a stub is of no use after a failure. */
  sandbox: () => SandboxStub
  /** What callers must send the host as their token; the same for the session's whole life. */
  hostToken: () => Promise<string>
  mount: StorageMount
  report: (report: StartReport) => Promise<void>
  /** ms between two questions while all containers are taken */
  askAgainMs?: number
  /** ms that an answer's head may take */
  answerMs?: number
}

/** Reaches the agent host in the session's own container, which is started when it is needed and found again when it runs. */
export class CloudflareHostDriver implements HostDriver {
  /** A name that exists only inside: the Sandbox object hands what is sent there to the gateway (gatewayDoor.ts). */
  readonly gatewayUrl = 'http://gateway.internal'
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async ready(waiting: Waiting): Promise<void> {
    // After a deploy, or when the Session object had been put away, the container may be as it was, and the host in it.
    if (await this.#isUp()) {
      void this.#parts.mount.ensure()
      return
    }
    waiting.say('Starting a sandbox for the director…')
    try {
      await this.#wake(waiting)
      const [mount] = await Promise.all([this.#parts.mount.ensure(), this.#startHost()])
      await this.#parts.report({ started: true, mount })
    } catch (error) {
      if (waiting.isWanted()) await this.#parts.report({ started: false, reason: String(error) })
      throw error
    }
  }

  /** Never reaches for a container that sleeps: such a call hangs for minutes. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const sandbox = this.#parts.sandbox()
    const { answerMs = ANSWER_MS } = this.#parts
    if (!(await withTimeLimit(answerMs, 'The container’s state', sandbox.isAwake())))
      throw new AgentHostError('The container is asleep.', null)
    const { signal: _, ...rest } = init
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${await this.#parts.hostToken()}`)
    const request = new Request(`http://host${path}`, { ...rest, headers })
    // Open for as long as the turn's lines are read, it also keeps the container awake.
    return await withTimeLimit(answerMs, 'The agent host’s answer', sandbox.containerFetch(request, PORT))
  }

  async remove(): Promise<void> {
    await this.#parts.sandbox().destroy()
  }

  async #isUp(): Promise<boolean> {
    try {
      return (await withTimeLimit(HEALTH_MS, 'The agent host’s health', this.fetch('/health'))).ok
    } catch {
      return false
    }
  }

  /** Waits for a container, in line where all are taken. */
  async #wake({ say, isWanted }: Waiting): Promise<void> {
    const until = Date.now() + LINE_MS
    const requireWanted = () => {
      if (!isWanted()) throw new AgentHostError('The turn was stopped while it waited for a container.', null, true)
    }
    for (let asked = 0; ; asked++) {
      // Before as well: what is asked for now may be there by the next question, and nobody would end it.
      requireWanted()
      const outcome = await withTimeLimit(WAKE_MS, 'Starting the container', this.#parts.sandbox().wake()).catch(final)
      requireWanted()
      if (outcome === 'awake') return
      if (asked === 0) say('No sandbox is free yet: this shoot waits in line and begins as soon as there is one.')
      if (Date.now() > until) throw new AgentHostError('No container has become free for half an hour.', null, true)
      await new Promise((next) => setTimeout(next, this.#parts.askAgainMs ?? ASK_AGAIN_MS))
    }
  }

  async #startHost(): Promise<void> {
    // A fresh id each time: a known one replaces the package's record while the old process keeps running.
    const processId = `host-${crypto.randomUUID()}`
    const env = { HOST: '0.0.0.0', PORT: String(PORT), HOST_TOKEN: await this.#parts.hostToken() }
    const sandbox = this.#parts.sandbox()
    const host = await withTimeLimit(
      START_MS,
      'Starting the agent host',
      sandbox.startProcess(COMMAND, { processId, env }),
    )
    try {
      const listening = host.waitForPort(PORT, { path: '/health', timeout: START_MS })
      await withTimeLimit(START_MS + ANSWER_MS, 'Waiting for the agent host', listening)
    } catch (error) {
      // A host that was slow to answer a moment ago still has the port: then this one could not have it, and is not needed.
      if (await this.#isUp()) return
      const { stderr } = await host.getLogs().catch(() => ({ stderr: '' }))
      throw new AgentHostError(`The agent host did not start: ${String(error)} ${stderr.slice(-500)}`, null, true)
    }
  }
}

/** What took as long as that will not be quicker at once; any other failure passes as it is. */
function final(error: unknown): never {
  if (error instanceof TimeLimitError) throw new AgentHostError(error.message, null, true)
  throw error
}
