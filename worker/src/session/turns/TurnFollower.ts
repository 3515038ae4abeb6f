import { type JournalLine, pendingCheckpoint, type TurnEnd } from '@fashion-shoot/protocol'
import type { Waiting } from '../../sandbox/HostDriver.ts'
import { interruption, toolsOver } from './interruption.ts'
import { lineToEvent } from './lineToEvent.ts'
import { followAttempt, type Loss, type Outcome } from './TurnAttempt.ts'
import type { Turn, TurnBook } from './TurnBook.ts'
import type { TurnParts } from './TurnParts.ts'
import { isOverdue, LONGEST_WAIT_MS, MOST_ATTEMPTS, MOST_FRUITLESS } from './turnLimits.ts'

const LOST: Loss = { code: 'director_lost', message: 'The director cannot be reached.' }
const OVERDUE: Loss = { code: 'step_overdue', message: 'What the director waited for has not come.' }

type Ends = {
  end(turn: Turn, end: TurnEnd): void
  /** Ends the turn with an error. */
  giveUp(turn: Turn, loss: Loss, error: unknown): void
  /** Has the host stop what it may still do for a turn that is over. */
  silence(turn: Turn): Promise<void>
}

/**
 * Follows the running turn: its lines are read from the agent host's journal into the log, and after any break the reading goes on
 * from the last line that was stored. Where the director itself is gone, another attempt at the turn takes the work up.
 */
export class TurnFollower {
  readonly #parts: TurnParts
  readonly #book: TurnBook
  readonly #ends: Ends
  #following: Promise<void> | null = null
  /** The turn that is followed, known without the tables: a deletion takes those away while something still waits. */
  #wanted: string | null = null
  /** Fires when that turn is over: nobody reads on. */
  #unwanted = new AbortController()
  /** When the turn that is followed was last heard of, ms since 1970. */
  #newsAt = 0
  /** True once the shoot is being deleted: its tables may be gone any moment. */
  isDismissed = false

  constructor(parts: TurnParts, book: TurnBook, ends: Ends) {
    this.#parts = parts
    this.#book = book
    this.#ends = ends
  }

  /** Follows the running turn unless it is being followed. */
  follow(): void {
    if (this.isDismissed) return
    const turn = this.#book.running()
    if (turn === undefined) return
    if (this.#following !== null) {
      if (Date.now() - this.#newsAt <= LONGEST_WAIT_MS) return
      // It should have ended long ago, and is left alone: whatever it still hears is for a turn that is over.
      this.#following = null
      if (this.#wanted === turn.id) {
        this.#ends.giveUp(turn, LOST, new Error('Nothing was heard of the turn for too long.'))
        return
      }
    }
    this.#wanted = turn.id
    this.#unwanted = new AbortController()
    this.#newsAt = Date.now()
    const following = this.#run(turn)
      .catch((error: unknown) => this.#ends.giveUp(turn, LOST, error))
      .finally(() => {
        if (this.#following === following) this.#following = null
        // Another may have begun while this one, stopped, still waited for a container.
        this.follow()
      })
    this.#following = following
  }

  /** The turn is over: nobody wants to hear more of it. */
  leave(): void {
    this.#wanted = null
    this.#unwanted.abort()
  }

  /** Attempts the turn until one attempt ends it, or no further one is worth it. */
  async #run(turn: Turn): Promise<void> {
    const { sessionId, model, effort, gatewayToken, reports } = this.#parts
    const waiting = this.#waiting(turn)
    const { signal } = this.#unwanted
    for (;;) {
      const outcome = await followAttempt(turn, {
        signal,
        sessionId,
        model,
        effort,
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
        this.#ends.end(turn, 'interrupted')
        return await this.#ends.silence(turn)
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
    const { log, reports } = this.#parts
    this.#newsAt = Date.now()
    return log.transaction(() => {
      if (this.#wanted !== turn.id) return 'over'
      this.#book.heardUpTo(turn.id, lines.at(-1)?.n ?? 0)
      for (const { line } of lines) {
        if (line.t === 'token') reports.heard(turn.id)
        if (line.t === 'lost') return line
        if (line.t === 'done') {
          this.#ends.end(turn, line.end)
          return 'over'
        }
        if (line.t !== 'beat') log.append(lineToEvent(line, new Date(this.#newsAt).toISOString()))
      }
      // A beat that others follow, read late, tells how things stood and not how they stand.
      const last = lines.at(-1)?.line
      return last?.t === 'beat' && isOverdue(last) ? OVERDUE : null
    })
  }

  /** After an attempt was lost: ends the turn where that is the truth, or goes over to the next attempt. True for the latter. */
  #takeUp(turn: Turn, loss: Loss): boolean {
    const { log, reports } = this.#parts
    const { attempt, stop_asked_at } = this.#book.read(turn.id)
    reports.attemptLost(turn.id, attempt, loss.code)
    return log.transaction(() => {
      if (stop_asked_at !== null) this.#ends.end(turn, 'interrupted')
      else if (pendingCheckpoint(log.view)?.turnId === turn.id) {
        // The stage is made and the person decides: all that was left to say is that it is so.
        for (const event of toolsOver(log.view, 'ok')) log.append(event)
        this.#ends.end(turn, 'completed')
      } else {
        const fruitless = this.#book.fruitless(turn)
        if (attempt < MOST_ATTEMPTS && fruitless < MOST_FRUITLESS) {
          for (const event of interruption(log.view)) log.append(event)
          this.#book.tryAgain(turn, fruitless, log.view.lastSeq)
          return true
        }
        this.#ends.giveUp(turn, loss, new Error(`${attempt} attempts, the last ${fruitless} without any result`))
      }
      return false
    })
  }
}
