import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StartTurn } from '@fashion-shoot/protocol'
import { ENDINGS } from './endings.ts'
import { HostSession } from './HostSession.ts'
import type { HostSettings } from './hostSettings.ts'
import { TurnJournal } from './TurnJournal.ts'

type KnownTurn = { journal: TurnJournal; sessionId: string }

/** All sessions of the host, and where the journal of each turn is. */
export class HostSessions {
  readonly #settings: HostSettings
  readonly #sessions = new Map<string, HostSession>()
  readonly #turns = new Map<string, KnownTurn>()

  constructor(settings: HostSettings) {
    this.#settings = settings
  }

  get runners(): number {
    return [...this.#sessions.values()].filter(({ hasRunner }) => hasRunner).length
  }

  /** Starts a turn. `known` when it was started before, `busy` when another one runs in the session. */
  start(start: StartTurn): 'started' | 'known' | 'busy' {
    if (this.#find(start.turnId) !== undefined) return 'known'
    const session = this.#session(start.sessionId)
    if (session.busy) return 'busy'
    const journal = TurnJournal.create(this.#journalFile(start.sessionId, start.turnId))
    this.#turns.set(start.turnId, { journal, sessionId: start.sessionId })
    session.start(start, journal)
    return 'started'
  }

  journal(turnId: string): TurnJournal | undefined {
    return this.#find(turnId)?.journal
  }

  /** Stops a turn. Null when there is no such turn. */
  cancel(turnId: string): 'stopping' | 'over' | null {
    const turn = this.#find(turnId)
    if (turn === undefined) return null
    if (turn.journal.over) return 'over'
    this.#sessions.get(turn.sessionId)?.cancel()
    return 'stopping'
  }

  /** Ends the session's runner and removes its folder; a session that is not there is fine. */
  async remove(sessionId: string): Promise<void> {
    await this.#session(sessionId).remove()
    this.#sessions.delete(sessionId)
    for (const [turnId, turn] of this.#turns) if (turn.sessionId === sessionId) this.#turns.delete(turnId)
  }

  /** Ends all runners because the host itself ends. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.stop(ENDINGS.hostStopping)))
  }

  #session(sessionId: string): HostSession {
    const known = this.#sessions.get(sessionId)
    if (known !== undefined) return known
    const session = new HostSession(sessionId, join(this.#settings.WORK_DIR, sessionId), this.#settings)
    this.#sessions.set(sessionId, session)
    return session
  }

  /** The turn, also one that an earlier host process wrote down. */
  #find(turnId: string): KnownTurn | undefined {
    const known = this.#turns.get(turnId)
    if (known !== undefined) return known
    for (const sessionId of readdirSync(this.#settings.WORK_DIR)) {
      const journal = TurnJournal.reopen(this.#journalFile(sessionId, turnId), ENDINGS.hostRestarted)
      if (journal === null) continue
      const turn = { journal, sessionId }
      this.#turns.set(turnId, turn)
      return turn
    }
    return undefined
  }

  #journalFile(sessionId: string, turnId: string): string {
    return join(this.#settings.WORK_DIR, sessionId, 'journals', `${turnId}.ndjson`)
  }
}
