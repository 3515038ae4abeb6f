import { type JournalLine, newId, type SessionEvent, type TurnEnd, type TurnStarted } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import { AgentHost } from '../sandbox/AgentHost.ts'
import { AgentHostError } from '../sandbox/AgentHostError.ts'
import type { HostDriver } from '../sandbox/HostDriver.ts'
import type { EventLog } from './EventLog.ts'
import type { Ledger } from './Ledger.ts'
import { lineToEvent } from './lineToEvent.ts'
import type { Projection } from './Projection.ts'
import type { Schedule } from './Schedule.ts'
import type { TurnReports } from './TurnReports.ts'

/** A turn is cold when no runner can have waited for it: the first, and one for which a sandbox is started. */
const INSERT = `INSERT INTO turns (id, prompt, state, first_seq, journal_line, started_at, is_cold)
  VALUES (?, ?, 'running', ?, 0, ?, NOT EXISTS (SELECT 1 FROM turns))`
const WATCH_MS = 10_000
/** How often in a row the host may fail to answer, or break off, before the turn is given up. */
const ATTACH_TRIES = 5

type Turn = { id: string; prompt: string; state: 'running' | 'over' }

type Parts = {
  sessionId: string
  storage: DurableObjectStorage
  log: EventLog
  ledger: Ledger
  schedule: Schedule
  projection: Projection
  reports: TurnReports
  model: string
  /** The way to the host. Throws a ProblemError when the deployment has none. */
  reachHost: () => HostDriver
  /** The token with which the container comes to the gateway; its time starts anew. */
  gatewayToken: () => string
}

/**
 * The session's turns, one at a time. A turn belongs to nobody's request: its lines are read from the agent host's journal into
 * the log, and after any break the reading goes on from the last line that was stored.
 */
export class Turns {
  readonly #parts: Parts
  #following: Promise<void> | null = null
  /** The turn that is followed, known without the tables: a deletion takes those away while something still waits. */
  #wanted: string | null = null
  /** True once the shoot is being deleted: its tables may be gone any moment. */
  #isDismissed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  static readonly scheduleName = 'turn'

  /** The turn that is running, if one is. */
  running(): Turn | undefined {
    return this.#parts.storage.sql.exec<Turn>("SELECT * FROM turns WHERE state = 'running'").toArray()[0]
  }

  requireRunning(): Turn {
    const turn = this.running()
    if (turn === undefined) throw new ProblemError('no_turn')
    return turn
  }

  requireIdle(): void {
    if (this.running() !== undefined) throw new ProblemError('turn_running')
  }

  /**
   * Starts a turn with what the person said. `opening` is what came with it, for the log; `context` what the director is told
   * besides. Returns at once: the sandbox is set up afterwards, and shows as status events.
   */
  start(text: string, opening: SessionEvent[] = [], context = ''): TurnStarted {
    this.requireIdle()
    // A deletion that failed half way leaves a shoot that is still one.
    this.#isDismissed = false
    const { storage, log, schedule, sessionId, projection } = this.#parts
    const turnId = newId('turn')
    const after = log.view.lastSeq
    storage.transactionSync(() => {
      const prompt = context === '' ? text : `${text}\n\n${context}`
      storage.sql.exec(INSERT, turnId, prompt, after, Date.now())
      log.append({ type: 'session_init', sessionId, turnId })
      for (const event of opening) log.append(event)
      log.append({ type: 'user_message', turnId, text, at: new Date().toISOString() })
      log.append({ type: 'status', message: 'Calling the director…' })
      projection.mark('session', '')
    })
    this.#parts.reports.started(turnId, text)
    schedule.in(WATCH_MS, Turns.scheduleName)
    this.#follow()
    return { turnId, after }
  }

  /** Sees to it that the running turn is being followed; the schedule calls this until the turn is over. */
  watch(): void {
    if (this.running() === undefined) {
      this.#parts.schedule.cancel(Turns.scheduleName)
      return
    }
    this.#parts.schedule.in(WATCH_MS, Turns.scheduleName)
    this.#follow()
  }

  /** Asks the host to stop the running turn; its last lines then end it here too. */
  async cancel(): Promise<void> {
    const turn = this.requireRunning()
    try {
      await new AgentHost(this.#parts.reachHost()).cancel(turn.id)
    } catch (error) {
      // A host that is gone, or has never heard of the turn, has nothing to stop.
      this.#parts.reports.stopUnheard(turn.id, error)
      this.#end(turn, 'interrupted')
    }
  }

  /** Ends what serves the session's turns: its runner, and its container where it has one. */
  async dismissHost(): Promise<void> {
    const turn = this.running()
    this.#isDismissed = true
    // Over first, or the break would be taken for one that a new container mends.
    if (turn !== undefined) this.#end(turn, 'interrupted')
    try {
      await this.#parts.reachHost().remove()
    } catch (error) {
      this.#parts.reports.hostNotDismissed(error)
    }
  }

  #follow(): void {
    if (this.#isDismissed || this.#following !== null) return
    const turn = this.running()
    if (turn === undefined) return
    this.#wanted = turn.id
    this.#following = this.#run(turn)
      .catch((error: unknown) => this.#giveUp(turn, error))
      .finally(() => {
        this.#following = null
        // Another may have begun while this one, stopped, still waited for a container.
        this.#follow()
      })
  }

  async #run(turn: Turn): Promise<void> {
    const driver = this.#parts.reachHost()
    const said = new Set<string>()
    const waiting = {
      say: (message: string) => {
        this.#parts.reports.isCold(turn.id)
        // Once, however often it has to be tried.
        if (!said.has(message)) this.#parts.log.append({ type: 'status', message })
        said.add(message)
      },
      isWanted: () => this.#wanted === turn.id,
    }
    for (let tries = 0; ; tries++) {
      const before = this.#journalLine(turn)
      try {
        await driver.ready(waiting)
        await this.#attach(driver, turn)
        return
      } catch (error) {
        if (!waiting.isWanted()) return
        if (this.#journalLine(turn) > before) tries = 0
        const isFinal = error instanceof AgentHostError && error.isFinal
        if (isFinal || tries >= ATTACH_TRIES) throw error
        this.#parts.reports.hostUnreached(turn.id, error)
        await scheduler.wait(100 * 2 ** tries)
      }
    }
  }

  /** Has the host begin the turn unless it has, and follows its journal from the last line that is stored to the end. */
  async #attach(driver: HostDriver, turn: Turn): Promise<void> {
    const { gatewayToken, sessionId, model } = this.#parts
    const host = new AgentHost(driver)
    const stored = this.#journalLine(turn)
    if (stored === 0) {
      const { gatewayUrl } = driver
      const { id: turnId, prompt } = turn
      await host.startTurn({ turnId, sessionId, prompt, model, gatewayUrl, gatewayToken: gatewayToken() })
    }
    for await (const lines of host.lines(turn.id, stored)) if (this.#record(turn, lines)) return
    throw new AgentHostError('The agent host ended the stream before the turn.', null)
  }

  #journalLine({ id }: Turn): number {
    const select = 'SELECT journal_line FROM turns WHERE id = ?'
    return this.#parts.storage.sql.exec<{ journal_line: number }>(select, id).one().journal_line
  }

  /** Stores lines that came together as events, with their place in the journal. Returns true after the turn's last line. */
  #record(turn: Turn, lines: JournalLine[]): boolean {
    const { storage, log, ledger, reports } = this.#parts
    return storage.transactionSync(() => {
      if (this.running()?.id !== turn.id) return true
      storage.sql.exec('UPDATE turns SET journal_line = ? WHERE id = ?', lines.at(-1)?.n ?? 0, turn.id)
      for (const { line } of lines) {
        if (line.t === 'done') this.#end(turn, line.end)
        else if (line.t === 'usage') ledger.charge('model', line.usd, turn.id)
        else log.append(lineToEvent(line))
        if (line.t === 'token') reports.heard(turn.id)
        if (line.t === 'done') return true
      }
      return false
    })
  }

  #giveUp(turn: Turn, error: unknown): void {
    if (this.running()?.id !== turn.id) return
    this.#parts.reports.directorLost(turn.id, error)
    this.#parts.log.append({
      type: 'error',
      code: 'director_lost',
      message: 'The director cannot be reached.',
      hint: 'Everything made so far is kept. Try again; if it stays away, see whether the sandbox runs.',
      retryable: true,
    })
    this.#end(turn, 'lost')
    // Should it be there after all, it must not work on for a turn that is over.
    void this.#silence(turn)
  }

  async #silence(turn: Turn): Promise<void> {
    try {
      await new AgentHost(this.#parts.reachHost()).cancel(turn.id)
    } catch {
      // It is not there, which is what was to be expected.
    }
  }

  #end(turn: Turn, end: TurnEnd | 'lost'): void {
    const { storage, log, schedule, projection, reports } = this.#parts
    this.#wanted = null
    storage.transactionSync(() => {
      storage.sql.exec("UPDATE turns SET state = 'over' WHERE id = ?", turn.id)
      const awaitingInput = log.view.checkpoints.some(({ state }) => state === 'pending')
      log.append({ type: 'complete', awaitingInput })
      schedule.cancel(Turns.scheduleName)
      projection.mark('session', '')
    })
    reports.over(turn.id, end)
  }
}
