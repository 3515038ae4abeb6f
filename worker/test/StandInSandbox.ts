import { once } from 'node:events'
import type { ProcessOptions } from '@cloudflare/sandbox'
import type { SandboxStub } from '../src/sandbox/SandboxStub.ts'
import { StandInContainer } from './StandInContainer.ts'

/**
 * A Sandbox object that behaves as the real one was measured to (docs/decisions/010-reaching-a-container.md), in front of real
 * processes: it hangs, forgets, refuses and breaks things where the real one does.
 */
export class StandInSandbox implements SandboxStub {
  /** Whether the platform has no place for another container. */
  full = false
  /** Whether the machine has a FUSE device. */
  canMount = true
  /** What was asked of it that must be asked with care. */
  readonly asked = { wakes: 0, coldFetches: 0, processIds: [] as string[], environments: [] as object[], mounts: 0 }
  container: StandInContainer | null = null

  readonly #files: () => Promise<{ key: string; text: string }[]>
  /** What the object remembers of mounts; the container's own state is another thing. */
  #mounts = new Set<string>()
  #streams = new AbortController()
  #inFlight = 0

  /** @param files what is in the bucket */
  constructor(files: () => Promise<{ key: string; text: string }[]>) {
    this.#files = files
  }

  async wake(): Promise<'awake' | 'full'> {
    this.asked.wakes++
    if (this.container === null && this.full) return 'full'
    this.#boot()
    return 'awake'
  }

  async isAwake(): Promise<boolean> {
    return this.container !== null
  }

  async startProcess(command: string, { processId = '', env = {} }: ProcessOptions) {
    const container = this.#boot()
    const given = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]))
    this.asked.processIds.push(processId)
    this.asked.environments.push(given)
    const { child, stderr } = await container.run(command, given)
    const exited = once(child, 'exit')
    return {
      waitForPort: async (port: number, { path = '/', timeout = 60_000 } = {}) => {
        const until = Date.now() + timeout
        const isReady = async () => (await fetch(`${container.address(port)}${path}`).catch(() => null))?.ok === true
        while (child.exitCode === null && child.signalCode === null) {
          if (await isReady()) return
          if (Date.now() > until) throw new Error(`Process did not become ready within ${timeout}ms.`)
          await new Promise((next) => setTimeout(next, 20))
        }
        await exited
        throw new Error(`Process exited with code ${child.exitCode} before becoming ready.`)
      },
      getLogs: async () => ({ processId, stdout: '', stderr: stderr() }),
    }
  }

  async containerFetch(request: Request, port: number): Promise<Response> {
    if (this.container === null) {
      // It would start the container and wait for a port on which nobody will ever listen.
      this.asked.coldFetches++
      return await new Promise(() => {})
    }
    const address = this.container.address(port)
    const { pathname, search } = new URL(request.url)
    const { method, headers, body } = request
    const signal = this.#streams.signal
    try {
      if (address === undefined) throw new Error('the container is not listening in the TCP address 10.0.0.1')
      const init = { method, headers, body, signal, duplex: 'half' } as RequestInit
      return this.#counted(await fetch(address + pathname + search, init))
    } catch (error) {
      return new Response(`Error proxying request to container: ${error}`, { status: 500 })
    }
  }

  async exec(command: string, { timeout }: { timeout: number }) {
    return await this.#boot().exec(command, timeout)
  }

  async mountBucket(_bucket: string, path: string): Promise<void> {
    const container = this.#boot()
    this.asked.mounts++
    if (this.#mounts.has(path)) {
      container.breakMount()
      throw new Error(`Mount path "${path}" is already in use by bucket "STORAGE".`)
    }
    if (!this.canMount) throw new Error('S3FS mount failed: fuse: device not found, try modprobe fuse first')
    container.mount(await this.#files())
    this.#mounts.add(path)
  }

  async unmountBucket(path: string): Promise<void> {
    if (!this.#mounts.delete(path)) throw new Error(`No active mount found at path: ${path}`)
    this.container?.unmount()
  }

  async destroy(): Promise<void> {
    await this.sleep()
  }

  /** The platform puts the container to sleep, or takes it away: nothing in it is left. */
  async sleep(): Promise<void> {
    const container = this.container
    this.container = null
    this.#mounts.clear()
    await container?.end()
  }

  /** The time without a request has run out: a request in flight, to the end of its answer, keeps the container awake. */
  async sleepUnlessInUse(): Promise<void> {
    if (this.#inFlight === 0) await this.sleep()
  }

  /** A deploy, or the platform, starts the object anew: its memory and its streams are gone, the container stays as it is. */
  restartObject(): void {
    this.#mounts = new Set()
    this.#streams.abort()
    this.#streams = new AbortController()
  }

  #counted(response: Response): Response {
    if (response.body === null) return response
    this.#inFlight++
    const { readable, writable } = new TransformStream()
    const over = () => {
      this.#inFlight--
    }
    void response.body.pipeTo(writable).then(over, over)
    return new Response(readable, response)
  }

  #boot(): StandInContainer {
    this.container ??= new StandInContainer()
    return this.container
  }
}
