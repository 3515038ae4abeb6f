import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StartTurn } from '@fashion-shoot/protocol'
import { ENDINGS } from './endings.ts'
import { HostSession } from './HostSession.ts'
import type { HostSettings } from './hostSettings.ts'
import { TurnJournal } from './TurnJournal.ts'

type KnownAttempt = { journal: TurnJournal; sessionId: string }

/** All sessions of the host, and where the journal of each attempt at a turn is. */
export class HostSessions {
  readonly #settings: HostSettings
  readonly #sessions = new Map<string, HostSession>()
  readonly #attempts = new Map<string, KnownAttempt>()

  constructor(settings: HostSettings) {
    this.#settings = settings
  }

  get runners(): number {
    return [...this.#sessions.values()].filter(({ hasRunner }) => hasRunner).length
  }

  /** Starts an attempt at a turn, in place of what runs in the session. `known` when it was started before. */
  start(start: StartTurn): 'started' | 'known' {
    const { turnId, attempt, sessionId } = start
    if (this.#find(turnId, attempt) !== undefined) return 'known'
    const session = this.#session(sessionId)
    const journal = TurnJournal.create(this.#journalFile(sessionId, turnId, attempt))
    this.#attempts.set(name(turnId, attempt), { journal, sessionId })
    session.start(start, journal)
    return 'started'
  }

  journal(turnId: string, attempt: number): TurnJournal | undefined {
    return this.#find(turnId, attempt)?.journal
  }

  /** Stops a turn, whichever attempt runs. Null when there is no such turn. */
  cancel(turnId: string): 'stopping' | 'over' | null {
    for (const session of this.#sessions.values()) if (session.cancel(turnId)) return 'stopping'
    return this.#wasHere(turnId) ? 'over' : null
  }

  /** Ids of the sessions that have a folder here. */
  folders(): string[] {
    return readdirSync(this.#settings.WORK_DIR)
  }

  /** Ends the session's runner and removes its folder; a session that is not there is fine. */
  async remove(sessionId: string): Promise<void> {
    await this.#session(sessionId).remove()
    this.#sessions.delete(sessionId)
    for (const [attempt, known] of this.#attempts) if (known.sessionId === sessionId) this.#attempts.delete(attempt)
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

  /** The attempt, also one that an earlier host process wrote down. */
  #find(turnId: string, attempt: number): KnownAttempt | undefined {
    const known = this.#attempts.get(name(turnId, attempt))
    if (known !== undefined) return known
    for (const sessionId of readdirSync(this.#settings.WORK_DIR)) {
      const journal = TurnJournal.reopen(this.#journalFile(sessionId, turnId, attempt), ENDINGS.hostRestarted)
      if (journal === null) continue
      const found = { journal, sessionId }
      this.#attempts.set(name(turnId, attempt), found)
      return found
    }
    return undefined
  }

  #wasHere(turnId: string): boolean {
    const { WORK_DIR } = this.#settings
    const files = readdirSync(WORK_DIR).flatMap((sessionId) => {
      const folder = join(WORK_DIR, sessionId, 'journals')
      return existsSync(folder) ? readdirSync(folder) : []
    })
    return files.some((file) => file.startsWith(`${turnId}.`))
  }

  #journalFile(sessionId: string, turnId: string, attempt: number): string {
    return join(this.#settings.WORK_DIR, sessionId, 'journals', `${name(turnId, attempt)}.ndjson`)
  }
}

function name(turnId: string, attempt: number): string {
  return `${turnId}.${attempt}`
}
