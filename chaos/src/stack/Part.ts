import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { repoRoot } from './repoRoot.ts'

export type PartCommand = {
  name: string
  /** The JavaScript file to run with this Node, and its arguments. */
  script: string
  args?: string[]
  /** A module that its process loads before that. */
  preload?: string
  env: Record<string, string>
  /** Written to its standard input as one JSON line. */
  options?: unknown
  /** Its standard error is added to this file. */
  logFile: string
}

/** As the local launcher does it: a part whose parent was killed ends by itself. */
const END_WITH_PARENT = pathToFileURL(join(repoRoot, 'cli/src/local/endWithParent.ts')).href
const STOP_MS = 8_000
const AGAIN_MS = 100

/** One process of the system, started again whenever it ends by itself, as the local launcher does. */
export class Part {
  readonly #command: PartCommand
  #child: ChildProcess | null = null
  #ready: Promise<unknown> = Promise.resolve()
  #isWanted = true
  #starts = 0

  constructor(command: PartCommand) {
    this.#command = command
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get starts(): number {
    return this.#starts
  }

  /** Starts it, and resolves to its first line, parsed. */
  async start(): Promise<unknown> {
    this.#isWanted = true
    this.#ready = this.#launch()
    return await this.#ready
  }

  /** Resolves when the process that is to run now runs, and has said that it is ready. */
  async ready(): Promise<void> {
    for (;;) {
      const waited = this.#ready
      const isReady = await waited.then(
        () => true,
        () => false,
      )
      if (isReady && waited === this.#ready && this.#isAlive) return
      await sleep(AGAIN_MS)
    }
  }

  get #isAlive(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Asks it to end by SIGTERM, and kills it with all of its group when it does not. */
  async stop(): Promise<void> {
    this.#isWanted = false
    const child = this.#child
    if (child === null || !this.#isAlive) return
    const ended = once(child, 'exit')
    child.stdin?.end()
    child.kill('SIGTERM')
    const over = new AbortController()
    await Promise.race([ended, sleep(STOP_MS, undefined, { signal: over.signal }).catch(() => undefined)])
    over.abort()
    this.killGroup()
    await ended
  }

  /** Sends a signal to its process alone. Returns whether there was one. */
  signal(name: NodeJS.Signals): boolean {
    return this.#child?.kill(name) ?? false
  }

  /** SIGKILL to the process and to all that it has in its group. */
  killGroup(): void {
    const pid = this.#child?.pid
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // The group is empty.
    }
  }

  async #launch(): Promise<unknown> {
    const { script, args = [], preload, env, options, logFile, name } = this.#command
    const preloads = [END_WITH_PARENT, ...(preload === undefined ? [] : [preload])]
    const log = openSync(logFile, 'a')
    const child = spawn(process.execPath, [...preloads.flatMap((url) => ['--import', url]), script, ...args], {
      env,
      stdio: ['pipe', 'pipe', log],
      detached: true,
    })
    closeSync(log)
    this.#child = child
    this.#starts += 1
    if (child.stdin === null || child.stdout === null) throw new Error(`The ${name} has no pipes.`)
    child.stdin.on('error', () => undefined)
    if (options !== undefined) child.stdin.write(`${JSON.stringify(options)}\n`)
    const gone = once(child, 'exit')
    void gone.then(async () => {
      if (!this.#isWanted || this.#child !== child) return
      // What it left behind in its group would hold its port.
      this.killGroup()
      await sleep(AGAIN_MS)
      if (!this.#isWanted || this.#child !== child) return
      this.#ready = this.#launch()
      await this.#ready.catch(() => undefined)
    })
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      gone.then(([code, signal]) => Promise.reject(new Error(`The ${name} ended with ${signal ?? code}: ${logFile}`))),
    ])
    return JSON.parse(String(line))
  }
}
