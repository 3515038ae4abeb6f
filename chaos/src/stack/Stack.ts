import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { ServerFault, Target } from '../schedule/ShootPlan.ts'
import { freePort } from './freePort.ts'
import { Part } from './Part.ts'
import { allProcesses, descendants, killAtOnce, type Process } from './processes.ts'
import { repoRoot } from './repoRoot.ts'

/** What lets the Durable Objects of the Worker's process be ended alone. */
const RESETTABLE = pathToFileURL(join(import.meta.dirname, 'resettable.ts')).href

const Served = z.object({ url: z.url() })
const DemoReady = z.object({
  director: Served.extend({ key: z.string() }),
  images: Served.extend({ key: z.string() }),
  clips: Served.extend({ accessKey: z.string(), secretKey: z.string() }),
  faults: Served,
})
type Demo = z.infer<typeof DemoReady>

/** A job that a provider never ends is given up after this many s. */
const JOB_DEADLINE_S = 30
/** A runner that has no turn ends after this: a long run has many sessions, and each runner takes 300 MB. */
const RUNNER_IDLE_MS = 20_000
/** ms for workerd's parent to notice that workerd has gone; then it is killed too. */
const NOTICE_MS = 3_000

/** The whole product on this machine as processes that may be killed: demo servers, agent host, and the Worker in workerd. */
export class Stack {
  /** Where page and API answer, without a trailing slash. */
  readonly url: string
  readonly demo: Demo
  /** All state of the run. Its name is in the environment of every process of the run. */
  readonly folder: string
  readonly #demoPart: Part
  readonly #host: Part
  readonly #worker: Part
  #striking: Promise<unknown> = Promise.resolve()

  private constructor(url: string, demo: Demo, folder: string, parts: { demo: Part; host: Part; worker: Part }) {
    this.url = url
    this.demo = demo
    this.folder = folder
    this.#demoPart = parts.demo
    this.#host = parts.host
    this.#worker = parts.worker
  }

  static async start(): Promise<Stack> {
    const folder = mkdtempSync(join(tmpdir(), 'chaos-'))
    const [port, hostPort] = [await freePort(), await freePort()]
    mkdirSync(join(folder, 'sandbox'))
    const { PATH = '', HOME = '', LANG = 'C.UTF-8' } = process.env
    const env = { PATH, HOME, LANG, DATA_DIR: folder }
    const part = (name: string, script: string, rest: Partial<ConstructorParameters<typeof Part>[0]>) =>
      new Part({
        name,
        script: join(repoRoot, script),
        logFile: join(folder, `${name}.log`),
        ...rest,
        env: { ...env, ...rest.env },
      })

    const demoPart = part('demo', 'demo/dist/main.js', {
      args: ['--speed', 'fast', '--faults', 'director', 'images', 'clips'],
    })
    const demo = DemoReady.parse(await demoPart.start())
    const token = crypto.randomUUID()
    const host = part('host', 'sandbox/dist/host.js', {
      env: {
        PORT: String(hostPort),
        HOST_TOKEN: token,
        WORK_DIR: join(folder, 'sandbox'),
        AGENT_DIR: join(repoRoot, 'agent'),
        RUNNER_IDLE_MS: String(RUNNER_IDLE_MS),
      },
    })
    const worker = part('worker', 'worker/dist/local.js', {
      preload: RESETTABLE,
      options: {
        folder: join(repoRoot, 'worker'),
        port,
        stateDir: join(folder, 'worker'),
        vars: {
          ...{ ANTHROPIC_API_KEY: demo.director.key, ANTHROPIC_BASE_URL: demo.director.url },
          ...{ FAL_KEY: demo.images.key, FAL_BASE_URL: demo.images.url },
          ...{ KLING_ACCESS_KEY: demo.clips.accessKey, KLING_SECRET_KEY: demo.clips.secretKey },
          KLING_BASE_URL: demo.clips.url,
          ...{ AGENT_HOST_URL: `http://127.0.0.1:${hostPort}`, AGENT_HOST_TOKEN: token },
          ...{ GATEWAY_URL: `http://127.0.0.1:${port}/gateway`, LOOPBACK: 'true', DEMO_PARTS: 'director,images,clips' },
          JOB_DEADLINE_SECONDS: String(JOB_DEADLINE_S),
        },
      },
    })
    await Promise.all([host.start(), worker.start()])
    return new Stack(`http://127.0.0.1:${port}`, demo, folder, { demo: demoPart, host, worker })
  }

  /** Ends all parts. The folder stays, for who wants to look. */
  async stop(): Promise<void> {
    await this.#worker.stop()
    await this.#host.stop()
    await this.#demoPart.stop()
  }

  removeFolder(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Every process of the run that is alive, whoever started it. */
  processes(): Process[] {
    return allProcesses().filter(
      ({ pid, command, environment }) =>
        pid !== process.pid && (command.includes(this.folder) || environment.includes(this.folder)),
    )
  }

  /** The agent-runners that work for a session. */
  runners(sessionId: string): Process[] {
    return this.processes().filter(
      ({ command, environment }) =>
        command.includes('agent-runner.js') && environment.includes(`SESSION_ID=${sessionId}\0`),
    )
  }

  /** Resolves when host and Worker are up again. */
  async whole(): Promise<void> {
    await Promise.all([this.#host.ready(), this.#worker.ready()])
  }

  /** Kills one part of the system, or all; one strike after the other. Returns whether there was something to kill. */
  async strike(target: Target, sessionId: string): Promise<boolean> {
    const struck = this.#striking.then(() => this.#strike(target, sessionId))
    this.#striking = struck.catch(() => undefined)
    return await struck
  }

  async #strike(target: Target, sessionId: string): Promise<boolean> {
    const runners = this.runners(sessionId)
    switch (target) {
      case 'runner':
        for (const { pid } of runners) killAtOnce(pid)
        return runners.length > 0
      case 'sdk': {
        const children = runners.flatMap(({ pid }) => descendants(pid)).filter(({ program }) => /claude/.test(program))
        for (const { pid } of children) killAtOnce(pid)
        return children.length > 0
      }
      case 'host':
        return this.#host.signal('SIGKILL')
      case 'objects':
        await this.#worker.ready()
        return this.#worker.signal('SIGUSR2')
      case 'workerd':
        return await this.#killWorkerd()
      case 'all':
        this.#worker.killGroup()
        this.#host.killGroup()
        for (const { pid } of runners.flatMap((runner) => [runner, ...descendants(runner.pid)])) killAtOnce(pid)
        return true
      case 'sleep':
        await this.#host.stop()
        rmSync(join(this.folder, 'sandbox'), { recursive: true, force: true })
        mkdirSync(join(this.folder, 'sandbox'))
        await this.#host.start()
        return true
    }
  }

  /** Declares what goes wrong at the demo servers from now on, in place of what was declared before. */
  async declare(faults: readonly ServerFault[]): Promise<void> {
    const answer = await fetch(`${this.demo.faults.url}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
    if (!answer.ok) throw new Error(`The demo servers do not take these faults: ${await answer.text()}`)
  }

  /** How often each of the declared faults has happened, in their order. */
  async usedFaults(): Promise<number[]> {
    const state = (await (await fetch(`${this.demo.faults.url}/faults`)).json()) as { used: number }[]
    return state.map(({ used }) => used)
  }

  async #killWorkerd(): Promise<boolean> {
    const { pid, starts } = { pid: this.#worker.pid, starts: this.#worker.starts }
    if (pid === undefined) return false
    const workerd = descendants(pid).find(({ program }) => program.endsWith('/workerd'))
    if (workerd === undefined) return false
    killAtOnce(workerd.pid)
    const deadline = Date.now() + NOTICE_MS
    while (this.#worker.starts === starts && Date.now() < deadline) await sleep(50)
    if (this.#worker.starts === starts) this.#worker.killGroup()
    return true
  }
}
