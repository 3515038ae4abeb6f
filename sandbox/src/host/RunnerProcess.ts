import { type ChildProcess, spawn } from 'node:child_process'
import { LineSplitter, parseRunnerLine, type RunnerInput, type RunnerLine } from '@fashion-shoot/protocol'
import { Reaper } from './Reaper.ts'

/** ms from asking a runner to end to killing it */
const END_GRACE_MS = 2000

type Start = {
  /** Path of the agent-runner's program. */
  program: string
  /** All that the runner gets to see: nothing is inherited. */
  environment: Record<string, string>
  onLine(line: RunnerLine): void
  /** The runner is gone, and all its lines have been heard. */
  onGone(): void
  log(message: string): void
}

/** An agent-runner in a process group of its own, with whatever it started. */
export class RunnerProcess {
  readonly #child: ChildProcess
  readonly #gone: Promise<void>

  /** Throws an Error when no process can be started. */
  constructor({ program, environment, onLine, onGone, log }: Start) {
    const child = spawn(process.execPath, [program], { env: environment, detached: true, stdio: 'pipe' })
    // First of all: without file descriptors there are no streams below to listen to, and this event would end the host.
    child.on('error', (error) => log(`runner could not be started: ${error.message}`))
    this.#child = child
    const reaper = child.pid === undefined ? null : new Reaper(child.pid)
    const splitter = new LineSplitter(() => log('runner said a line that is too long; it was left out'))
    const hear = (text: string) => {
      const line = parseRunnerLine(text)
      if (line !== null) onLine(line)
      else if (text.trim() !== '') log(`runner said something that is not a line: ${text.slice(0, 200)}`)
    }
    child.stdout.on('data', (chunk: Buffer) => splitter.push(chunk).forEach(hear))
    child.stderr.on('data', (chunk: Buffer) => log(chunk.toString('utf8').trimEnd()))
    // Writing to a runner that has just died: `close` follows and says the rest.
    child.stdin.on('error', (error) => log(`runner does not listen: ${error.message}`))
    // What the runner started must not outlive it.
    child.on('exit', () => {
      this.kill()
      reaper?.dismiss()
    })
    this.#gone = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        splitter.end().forEach(hear)
        log(`runner ended (${signal ?? code})`)
        onGone()
        resolve()
      })
    })
  }

  send(input: RunnerInput): void {
    this.#child.stdin?.write(`${JSON.stringify(input)}\n`)
  }

  /** Ends the whole group at once. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  /** Asks the runner to end, kills it if it does not, and resolves when it is gone. */
  async end(): Promise<void> {
    this.#signal('SIGTERM')
    const timer = setTimeout(() => this.kill(), END_GRACE_MS)
    await this.#gone
    clearTimeout(timer)
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, signal)
    } catch {
      // The group is empty already.
    }
  }
}
