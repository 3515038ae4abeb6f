import {
  type JournalLine,
  newId,
  pendingCheckpoint,
  type SessionEvent,
  type TurnEnd,
  type TurnStarted,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import { AgentHost } from '../../sandbox/AgentHost.ts'
import type { HostDriver, Waiting } from '../../sandbox/HostDriver.ts'
import type { EventLog } from '../EventLog.ts'
import type { Ledger } from '../Ledger.ts'
import type { Projection } from '../Projection.ts'
import type { Schedule } from '../Schedule.ts'
import { interruption } from './interruption.ts'
import { lineToEvent } from './lineToEvent.ts'
import { followAttempt, type Loss, type Outcome } from './TurnAttempt.ts'
import { type Turn, TurnBook } from './TurnBook.ts'
import type { TurnReports } from './TurnReports.ts'
import { isOverdue, LONGEST_WAIT_MS, MOST_ATTEMPTS, MOST_FRUITLESS, STOP_MS } from './turnLimits.ts'

const WATCH_MS = 10_000

const LOST: Loss = { code: 'director_lost', message: 'The director cannot be reached.' }
const OVERDUE: Loss = { code: 'step_overdue', message: 'What the director waited for has not come.' }

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
 * the log, and after any break the reading goes on from the last line that was stored. Where the director itself is gone, another
 * attempt at the turn takes the work up; a turn that gets nowhere ends with an error that can be answered.
 */
export class Turns {
  readonly #parts: Parts
  readonly #book: TurnBook
  #following: Promise<void> | null = null
  /** The turn that is followed, known without the tables: a deletion takes those away while something still waits. */
  #wanted: string | null = null
  /** Fires when that turn is over: nobody reads on. */
  #unwanted = new AbortController()
  /** When the turn that is followed was last heard of, ms since 1970. */
  #newsAt = 0
  /** True once the shoot is being deleted: its tables may be gone any moment. */
  #isDismissed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#book = new TurnBook(parts.storage.sql)
  }

  static readonly scheduleName = 'turn'

  /** The turn that is running, if one is. */
  running(): Turn | undefined {
    return this.#book.running()
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
      this.#book.begin(turnId, context === '' ? text : `${text}\n\n${context}`, after)
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

  /** Sees to it that the running turn is being followed, and that it ends; the schedule calls this until it is over. */
  watch(): void {
    const turn = this.running()
    if (turn === undefined) {
      this.#parts.schedule.cancel(Turns.scheduleName)
      return
    }
    this.#parts.schedule.in(WATCH_MS, Turns.scheduleName)
    if (turn.stop_asked_at !== null && Date.now() - turn.stop_asked_at > STOP_MS) {
      // The host has heard it and does nothing, or its answer got lost.
      this.#end(turn, 'interrupted')
      this.#following = null
      void this.#silence(turn)
    } else if (this.#following !== null && Date.now() - this.#newsAt > LONGEST_WAIT_MS) {
      this.#giveUp(turn, LOST, new Error('Nothing was heard of the turn for too long.'))
      this.#following = null
    }
    this.#follow()
  }

  /** Asks the host to stop the running turn; its last lines then end it here too. Asked twice, it changes nothing. */
  async cancel(): Promise<void> {
    const turn = this.requireRunning()
    this.#book.askStop(turn.id)
    try {
      await new AgentHost(this.#parts.reachHost()).cancel(turn.id)
    } catch (error) {
      // A host that is gone, or has never heard of the turn, has nothing to stop.
      this.#parts.reports.stopUnheard(turn.id, error)
      if (this.running()?.id === turn.id) this.#end(turn, 'interrupted')
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
    this.#unwanted = new AbortController()
    this.#newsAt = Date.now()
    const following = this.#run(turn)
      .catch((error: unknown) => this.#giveUp(turn, LOST, error))
      .finally(() => {
        if (this.#following === following) this.#following = null
        // Another may have begun while this one, stopped, still waited for a container.
        this.#follow()
      })
    this.#following = following
  }

  /** Attempts the turn until one attempt ends it, or no further one is worth it. */
  async #run(turn: Turn): Promise<void> {
    const { sessionId, model, gatewayToken, reports } = this.#parts
    const waiting = this.#waiting(turn)
    const { signal } = this.#unwanted
    for (;;) {
      const outcome = await followAttempt(turn, {
        signal,
        sessionId,
        model,
        book: this.#book,
        driver: this.#parts.reachHost(),
        waiting,
        gatewayToken,
        record: (lines) => this.#record(turn, lines),
        stored: () => this.#parts.storage.sync(),
        unreached: (error) => reports.hostUnreached(turn.id, error),
      })
      if (!waiting.isWanted()) return
      if (outcome === 'over') {
        // Stopped before anything had begun, as far as is known.
        this.#end(turn, 'interrupted')
        return await this.#silence(turn)
      }
      if (!this.#takeUp(turn, outcome)) return
      await scheduler.wait(200 * 2 ** this.#book.read(turn.id).fruitless)
    }
  }

  #waiting(turn: Turn): Waiting {
    const said = new Set<string>()
    return {
      say: (message) => {
        this.#newsAt = Date.now()
        this.#parts.reports.isCold(turn.id)
        // Once, however often it has to be tried.
        if (!said.has(message)) this.#parts.log.append({ type: 'status', message })
        said.add(message)
      },
      isWanted: () => this.#wanted === turn.id,
    }
  }

  /** Stores lines that came together as events, with their place in the journal. */
  #record(turn: Turn, lines: JournalLine[]): Outcome | null {
    const { storage, log, ledger, reports } = this.#parts
    this.#newsAt = Date.now()
    return storage.transactionSync(() => {
      if (this.running()?.id !== turn.id) return 'over'
      this.#book.heardUpTo(turn.id, lines.at(-1)?.n ?? 0)
      for (const { line } of lines) {
        if (line.t === 'token') reports.heard(turn.id)
        if (line.t === 'lost') return line
        if (line.t === 'done') {
          this.#end(turn, line.end)
          return 'over'
        }
        if (line.t === 'usage') ledger.charge('model', line.usd, turn.id)
        else if (line.t !== 'beat') log.append(lineToEvent(line))
        else if (isOverdue(line)) return OVERDUE
      }
      return null
    })
  }

  /** After an attempt was lost: ends the turn where that is the truth, or goes over to the next attempt. True for the latter. */
  #takeUp(turn: Turn, loss: Loss): boolean {
    const { storage, log, reports } = this.#parts
    const { attempt, stop_asked_at } = this.#book.read(turn.id)
    reports.attemptLost(turn.id, attempt, loss.code)
    return storage.transactionSync(() => {
      if (stop_asked_at !== null) this.#end(turn, 'interrupted')
      // The stage is made and the person decides: all that was left to say is that it is so.
      else if (pendingCheckpoint(log.view)?.turnId === turn.id) this.#end(turn, 'completed')
      else {
        const fruitless = this.#book.fruitless(turn)
        if (attempt < MOST_ATTEMPTS && fruitless < MOST_FRUITLESS) {
          for (const event of interruption(log.view)) log.append(event)
          this.#book.tryAgain(turn, fruitless, log.view.lastSeq)
          return true
        }
        this.#giveUp(turn, loss, new Error(`${attempt} attempts, the last ${fruitless} without any result`))
      }
      return false
    })
  }

  #giveUp(turn: Turn, { code, message }: Loss, error: unknown): void {
    if (this.running()?.id !== turn.id) return
    this.#parts.reports.directorLost(turn.id, error)
    this.#parts.log.append({
      type: 'error',
      code,
      message: `${message} Everything made so far is kept.`,
      hint: 'Say “continue”: the director goes on where the shoot stands. If it fails again, see whether the sandbox runs.',
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
    this.#unwanted.abort()
    storage.transactionSync(() => {
      this.#book.end(turn.id)
      const awaitingInput = log.view.checkpoints.some(({ state }) => state === 'pending')
      log.append({ type: 'complete', awaitingInput })
      schedule.cancel(Turns.scheduleName)
      projection.mark('session', '')
    })
    reports.over(turn.id, end)
  }
}
