import { appendFileSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isLastLine, type RunnerLine, type StartTurn } from '@fashion-shoot/protocol'
import { ENDINGS } from './endings.ts'
import type { HostSettings } from './hostSettings.ts'
import { RunnerProcess } from './RunnerProcess.ts'
import type { TurnJournal } from './TurnJournal.ts'

type RunningTurn = {
  id: string
  journal: TurnJournal
  /** Who speaks in this turn; null until it has been told the prompt. */
  runner: RunnerProcess | null
  /** What is written when the runner goes without saying `done`. */
  ending: readonly RunnerLine[]
  killTimer?: NodeJS.Timeout
}

/** One session in the host: its folder, its runner, and the turn that runs. */
export class HostSession {
  readonly #id: string
  readonly #dir: string
  readonly #settings: HostSettings
  /** The runner that lives, and for which gateway, token, model and effort it was started. */
  #runner: { process: RunnerProcess; setup: string } | null = null
  /** Resolves when the runner that was told to end is gone. */
  #ending: Promise<void> = Promise.resolve()
  #turn: RunningTurn | null = null
  #idleTimer: NodeJS.Timeout | undefined

  constructor(id: string, dir: string, settings: HostSettings) {
    this.#id = id
    this.#dir = dir
    this.#settings = settings
    mkdirSync(dir, { recursive: true })
  }

  get hasRunner(): boolean {
    return this.#runner !== null
  }

  /**
   * Starts an attempt at a turn, whose lines go to the journal. What runs yet is over for the one who asks, who knows what the
   * session is about: its runner is ended.
   */
  start(start: StartTurn, journal: TurnJournal): void {
    clearTimeout(this.#idleTimer)
    const before = this.#turn
    const turn: RunningTurn = { id: start.turnId, journal, runner: null, ending: ENDINGS.died }
    this.#turn = turn
    if (before !== null) {
      before.ending = ENDINGS.superseded
      this.#endTurn(before)
      void this.#endRunner()
    }
    void this.#begin(turn, start)
  }

  /** Asks the runner to stop the turn, and kills it if it takes too long. False when it does not run here. */
  cancel(turnId: string): boolean {
    const turn = this.#turn
    if (turn?.id !== turnId) return false
    if (turn.killTimer !== undefined) return true
    turn.ending = ENDINGS.cancelled
    turn.runner?.send({ type: 'interrupt' })
    turn.killTimer = setTimeout(() => {
      if (turn.runner === null) this.#endTurn(turn)
      else turn.runner.kill()
    }, this.#settings.CANCEL_GRACE_MS)
    return true
  }

  /** Ends the runner; a turn that runs ends with these lines. */
  async stop(ending: readonly RunnerLine[]): Promise<void> {
    clearTimeout(this.#idleTimer)
    const turn = this.#turn
    if (turn !== null) turn.ending = ending
    await this.#endRunner()
    if (turn !== null) this.#endTurn(turn)
  }

  async remove(): Promise<void> {
    await this.stop(ENDINGS.cancelled)
    await rm(this.#dir, { recursive: true, force: true })
  }

  async #begin(turn: RunningTurn, start: StartTurn): Promise<void> {
    const setup = JSON.stringify([start.gatewayUrl, start.gatewayToken, start.model, start.effort])
    if (this.#runner !== null && this.#runner.setup !== setup) void this.#endRunner()
    // Two runners at once would write one conversation.
    await this.#ending
    // Cancelled or stopped while the old runner was ending.
    if (this.#turn !== turn || turn.ending !== ENDINGS.died) return this.#endTurn(turn)
    try {
      this.#runner ??= { process: this.#startRunner(start), setup }
    } catch (error) {
      this.#log(`runner could not be started: ${error instanceof Error ? error.message : String(error)}`)
      turn.ending = ENDINGS.notStarted
      return this.#endTurn(turn)
    }
    turn.runner = this.#runner.process
    const { turnId, attempt, forget, prompt } = start
    turn.runner.send({ type: 'turn', turnId, attempt, forget, prompt })
  }

  /** Ends the runner. It takes no more turns from here on, so a turn that comes meanwhile gets another one. */
  #endRunner(): Promise<void> {
    const runner = this.#runner
    this.#runner = null
    if (runner !== null) this.#ending = runner.process.end()
    return this.#ending
  }

  #startRunner(start: StartTurn): RunnerProcess {
    const runner: RunnerProcess = new RunnerProcess({
      program: this.#settings.RUNNER,
      environment: this.#environment(start),
      onLine: (line) => this.#hear(runner, line),
      onGone: () => {
        if (this.#runner?.process === runner) this.#runner = null
        if (this.#turn?.runner === runner) this.#endTurn(this.#turn)
      },
      log: (message) => this.#log(message),
    })
    return runner
  }

  /** The runner's whole environment. Nothing of the host's own gets in but what is named here. */
  #environment(start: StartTurn): Record<string, string> {
    const { AGENT_DIR, PATH, STORAGE_MOUNT, MODEL_MAX_RETRIES, MODEL_TIMEOUT_MS, NODE_EXTRA_CA_CERTS } = this.#settings
    const optional = { EFFORT: start.effort, STORAGE_MOUNT, MODEL_MAX_RETRIES, MODEL_TIMEOUT_MS, NODE_EXTRA_CA_CERTS }
    return {
      PATH,
      AGENT_DIR,
      HOME: join(this.#dir, 'home'),
      TMPDIR: join(this.#dir, 'tmp'),
      SESSION_DIR: this.#dir,
      SESSION_ID: this.#id,
      GATEWAY_URL: start.gatewayUrl,
      GATEWAY_TOKEN: start.gatewayToken,
      MODEL: start.model,
      ...Object.fromEntries(Object.entries(optional).filter((entry) => entry[1] !== undefined)),
    }
  }

  /** A line does not name its turn: it belongs to the one that runs, because a runner says nothing after its last one. */
  #hear(runner: RunnerProcess, line: RunnerLine): void {
    const turn = this.#turn
    if (turn?.runner !== runner) {
      this.#log(`a line outside of any turn: ${line.t}`)
      return
    }
    turn.journal.append(line)
    if (isLastLine(line)) this.#turnIsOver(turn)
    // It is about to go, and must get no further turn.
    if (line.t === 'lost') void this.#endRunner()
  }

  #endTurn(turn: RunningTurn): void {
    for (const line of turn.ending) turn.journal.append(line)
    this.#turnIsOver(turn)
  }

  #turnIsOver(turn: RunningTurn): void {
    clearTimeout(turn.killTimer)
    if (this.#turn !== turn) return
    this.#turn = null
    this.#idleTimer = setTimeout(() => void this.#endRunner(), this.#settings.RUNNER_IDLE_MS)
    this.#idleTimer.unref()
  }

  #log(message: string): void {
    try {
      appendFileSync(join(this.#dir, 'runner.log'), `${new Date().toISOString()} ${message}\n`)
    } catch {
      // The session's folder has been removed: nobody is left to read it.
    }
  }
}
