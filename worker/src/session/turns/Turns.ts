import { newId, type SessionEvent, type TurnEnd, type TurnStarted } from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import { AgentHost } from '../../sandbox/AgentHost.ts'
import { withTimeLimit } from '../../withTimeLimit.ts'
import { progressOver } from './progressOver.ts'
import type { Loss } from './TurnAttempt.ts'
import { type Turn, TurnBook } from './TurnBook.ts'
import { TurnFollower } from './TurnFollower.ts'
import type { TurnParts } from './TurnParts.ts'
import { DISMISS_MS, STOP_MS } from './turnLimits.ts'

const WATCH_MS = 10_000

/**
 * The session's turns, one at a time. A turn belongs to nobody's request: closing the page changes nothing. One that gets nowhere
 * ends with an error that can be answered.
 */
export class Turns {
  readonly #parts: TurnParts
  readonly #book: TurnBook
  readonly #follower: TurnFollower

  constructor(parts: TurnParts) {
    this.#parts = parts
    this.#book = new TurnBook(parts.storage.sql)
    this.#follower = new TurnFollower(parts, this.#book, {
      end: (turn, end) => this.#end(turn, end),
      giveUp: (turn, loss, error) => this.#giveUp(turn, loss, error),
      silence: (turn) => this.#silence(turn),
    })
  }

  static readonly scheduleName = 'turn'

  /** The turn that is running, if one is. */
  running(): Turn | undefined {
    return this.#book.running()
  }

  /** The turn that began last, running or over. */
  latest(): string | undefined {
    return this.#book.latest()
  }

  requireRunning(): Turn {
    const turn = this.running()
    if (turn === undefined) throw new ProblemError('no_turn')
    return turn
  }

  /** The turn in which work may be done: the running one, unless the person has stopped it. */
  atWork(): Turn | undefined {
    const turn = this.running()
    return turn?.stop_asked_at === null ? turn : undefined
  }

  requireAtWork(): Turn {
    this.requireRunning()
    const turn = this.atWork()
    if (turn === undefined) throw new ProblemError('no_turn', 'The person has stopped this turn.')
    return turn
  }

  requireIdle(): void {
    if (this.running() !== undefined) throw new ProblemError('turn_running')
  }

  /**
   * Starts a turn with what the person said. `open` writes down what came with it, in one transaction with the turn, and returns what the
   * log is told of that; `context` is what the director is told besides. Returns at once: the sandbox is set up afterwards, and shows as status events.
   */
  start(text: string, open: (turnId: string) => SessionEvent[], context = ''): TurnStarted {
    this.requireIdle()
    const { log, schedule, sessionId, projection } = this.#parts
    const turnId = newId('turn')
    const after = log.view.lastSeq
    log.transaction(() => {
      this.#book.begin(turnId, context === '' ? text : `${text}\n\n${context}`, after)
      log.append({ type: 'session_init', sessionId, turnId })
      for (const event of open(turnId)) log.append(event)
      log.append({ type: 'user_message', turnId, text, at: new Date().toISOString() })
      log.append({ type: 'status', message: 'Calling the director…' })
      projection.mark('session', '')
    })
    this.#parts.reports.started(turnId, text)
    schedule.in(WATCH_MS, Turns.scheduleName)
    this.#follower.follow()
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
      void this.#silence(turn)
    }
    this.#follower.follow()
  }

  /** Writes down that the person wants the turn stopped. Asked twice, it changes nothing. */
  askStop(turn: Turn): void {
    this.#book.askStop(turn.id)
  }

  /** Has the host stop the turn; its last lines then end it here too. */
  async tellHost(turn: Turn): Promise<void> {
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
    this.#follower.isDismissed = true
    // Over first, or the break would be taken for one that a new container mends.
    if (turn !== undefined) this.#end(turn, 'interrupted')
    try {
      await withTimeLimit(DISMISS_MS, 'To dismiss the host', this.#parts.reachHost().remove())
    } catch (error) {
      this.#parts.reports.hostNotDismissed(error)
    }
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
    const { log, schedule, projection, reports, askAboutStage, awaitedSlots, letTokenExpire } = this.#parts
    this.#follower.leave()
    log.transaction(() => {
      for (const event of progressOver(log.view, awaitedSlots())) log.append(event)
      askAboutStage(turn.id, this.#book.read(turn.id).started_at)
      this.#book.end(turn.id)
      letTokenExpire()
      const awaitingInput = log.view.checkpoints.some(({ state }) => state === 'pending')
      log.append({ type: 'complete', awaitingInput })
      schedule.cancel(Turns.scheduleName)
      projection.mark('session', '')
    })
    reports.over(turn.id, end)
  }
}
