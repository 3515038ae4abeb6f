import { type Asset, type JournalLine, newId, type TurnStarted } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import { type AgentHost, AgentHostError } from '../sandbox/AgentHost.ts'
import type { EventLog } from './EventLog.ts'
import type { Ledger } from './Ledger.ts'
import { lineToEvent } from './lineToEvent.ts'
import type { Projection } from './Projection.ts'
import type { Schedule } from './Schedule.ts'

const WATCH_MS = 10_000
/** How often a broken stream of lines is taken up again before the turn is given up. */
const REATTACH_TRIES = 6

type Turn = { id: string; prompt: string; state: 'running' | 'over'; first_seq: number; journal_line: number }

type Parts = {
  sessionId: string
  storage: DurableObjectStorage
  log: EventLog
  ledger: Ledger
  schedule: Schedule
  projection: Projection
  model: string
  reachHost: () => AgentHost
  /** Where and with what token the container reaches the gateway; the token's time starts anew. */
  gatewayAccess: () => { gatewayUrl: string; gatewayToken: string }
}

/**
 * The session's turns, one at a time. A turn belongs to nobody's request: its lines are read from the agent host's journal into
 * the log, and after any break the reading goes on from the last line that was stored.
 */
export class Turns {
  readonly #parts: Parts
  #following: Promise<void> | null = null

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
   * Starts a turn with what the person said and the photos that came with it. Returns at once: the sandbox is set up afterwards,
   * and shows as status events.
   */
  start(text: string, photos: Asset[] = []): TurnStarted {
    this.requireIdle()
    const { storage, log, schedule, sessionId, projection } = this.#parts
    const turnId = newId('turn')
    const after = log.view.lastSeq
    storage.transactionSync(() => {
      const prompt = photos.length === 0 ? text : `${text}\n\n${describePhotos(photos)}`
      storage.sql.exec("INSERT INTO turns VALUES (?, ?, 'running', ?, 0, ?)", turnId, prompt, after, Date.now())
      log.append({ type: 'session_init', sessionId, turnId })
      for (const asset of photos) log.append({ type: 'asset', asset })
      log.append({ type: 'user_message', turnId, text, at: new Date().toISOString() })
      log.append({ type: 'status', message: 'Calling the director…' })
      projection.mark('session', '')
    })
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
      await this.#parts.reachHost().cancel(turn.id)
    } catch (error) {
      // A host that is gone, or has never heard of the turn, has nothing to stop.
      console.error(JSON.stringify({ turn: turn.id, cancel: String(error) }))
      this.#end(turn)
    }
  }

  #follow(): void {
    const turn = this.running()
    if (turn === undefined || this.#following !== null) return
    this.#following = this.#run(turn)
      .catch((error: unknown) => this.#giveUp(turn, error))
      .finally(() => {
        this.#following = null
      })
  }

  async #run(turn: Turn): Promise<void> {
    const { reachHost, gatewayAccess, sessionId, model } = this.#parts
    const host = reachHost()
    if (turn.journal_line === 0) {
      await host.startTurn({ turnId: turn.id, sessionId, prompt: turn.prompt, model, ...gatewayAccess() })
    }
    let cursor = turn.journal_line
    for (let tries = 0; ; tries++) {
      try {
        for await (const line of host.lines(turn.id, cursor)) {
          if (this.#record(turn, line)) return
          cursor = line.n
          tries = 0
        }
        throw new AgentHostError('The agent host ended the stream before the turn.', null)
      } catch (error) {
        const lost = error instanceof AgentHostError && error.status !== null
        if (lost || tries >= REATTACH_TRIES || this.running()?.id !== turn.id) throw error
        await scheduler.wait(100 * 2 ** tries)
      }
    }
  }

  /** Stores a line as an event together with its place in the journal. Returns true after the turn's last line. */
  #record(turn: Turn, { n, line }: JournalLine): boolean {
    const { storage, log, ledger } = this.#parts
    return storage.transactionSync(() => {
      if (this.running()?.id !== turn.id) return true
      storage.sql.exec('UPDATE turns SET journal_line = ? WHERE id = ?', n, turn.id)
      if (line.t === 'done') this.#end(turn)
      else if (line.t === 'usage') ledger.charge('model', line.usd)
      else log.append(lineToEvent(line))
      return line.t === 'done'
    })
  }

  #giveUp(turn: Turn, error: unknown): void {
    console.error(JSON.stringify({ session: this.#parts.sessionId, turn: turn.id, error: String(error) }))
    if (this.running()?.id !== turn.id) return
    this.#parts.log.append({
      type: 'error',
      code: 'director_lost',
      message: 'The director cannot be reached.',
      hint: 'Everything made so far is kept. Try again; if it stays away, see whether the sandbox runs.',
      retryable: true,
    })
    this.#end(turn)
  }

  #end(turn: Turn): void {
    const { storage, log, schedule, projection } = this.#parts
    storage.transactionSync(() => {
      storage.sql.exec("UPDATE turns SET state = 'over' WHERE id = ?", turn.id)
      const awaitingInput = log.view.checkpoints.some(({ state }) => state === 'pending')
      log.append({ type: 'complete', awaitingInput })
      schedule.cancel(Turns.scheduleName)
      projection.mark('session', '')
    })
  }
}

/** What the director is told of new photos. */
function describePhotos(photos: Asset[]): string {
  const lines = photos.map(
    ({ id, role, fileName, width, height }) =>
      `- ${role ?? 'no role given'}: ${fileName} (${width} × ${height} px), asset ${id}`,
  )
  return `<new_reference_photos>\n${lines.join('\n')}\n</new_reference_photos>`
}
