import type { Effort, JournalLine } from '@fashion-shoot/protocol'
import { AgentHost } from '../../sandbox/AgentHost.ts'
import { AgentHostError } from '../../sandbox/AgentHostError.ts'
import type { HostDriver, Waiting } from '../../sandbox/HostDriver.ts'
import { endWhenSilent, SilenceError } from '../../streams/endWhenSilent.ts'
import { readAhead } from '../../streams/readAhead.ts'
import { mustForget, type Turn, type TurnBook } from './TurnBook.ts'
import { LEAST_TRIES, PATIENCE_MS, SILENCE_MS } from './turnLimits.ts'

const LONGEST_PAUSE_MS = 4000
const LONGEST_GATHERING_MS = 200
/** How many lines may wait to be stored. */
const MOST_LINES = 1000

/** Why an attempt has come to nothing; `message` is for a person. */
export type Loss = { code: string; message: string }
export type Outcome = 'over' | Loss

type Parts = {
  /** Fires when nobody wants the turn any more. */
  signal: AbortSignal
  sessionId: string
  model: string
  effort: Effort | undefined
  book: TurnBook
  driver: HostDriver
  waiting: Waiting
  gatewayToken: () => string
  /** Stores lines that came together. Returns how the attempt ended, when it has. */
  record: (lines: JournalLine[]) => Outcome | null
  /** Resolves when all that was recorded is on the disk. */
  stored: () => Promise<void>
  unreached: (error: unknown) => void
}

/**
 * Follows one attempt at a turn to its end, however often the host breaks off: its journal is read on from the last line that is
 * stored. Throws when the host stays away.
 */
export async function followAttempt(turn: Turn, parts: Parts): Promise<Outcome> {
  const { book, driver, waiting, unreached } = parts
  // From now, whenever the last line came: an object that was just woken has not knocked yet.
  let since = Date.now()
  let wasSilent = false
  for (let tries = 1; ; tries++) {
    const before = book.read(turn.id).journal_line
    try {
      await driver.ready(waiting)
      return await attach(turn, parts)
    } catch (error) {
      if (!waiting.isWanted()) return 'over'
      if (book.read(turn.id).journal_line > before) {
        since = Date.now()
        wasSilent = false
        tries = 1
      }
      const loss = asLoss(error, wasSilent)
      if (loss !== null) return loss
      wasSilent = error instanceof SilenceError
      const isPatient = tries < LEAST_TRIES || Date.now() - since < PATIENCE_MS
      if ((error instanceof AgentHostError && error.isFinal) || !isPatient) throw error
      unreached(error)
      await scheduler.wait(Math.min(100 * 2 ** (tries - 1), LONGEST_PAUSE_MS))
    }
  }
}

/** Has the host begin the attempt unless it has, and reads its journal from the last line that is stored to the end. */
async function attach({ id: turnId }: Turn, parts: Parts): Promise<Outcome> {
  const { signal, sessionId, model, effort, book, driver, waiting, gatewayToken, record, stored } = parts
  const host = new AgentHost(driver)
  const { prompt, attempt, journal_line: after, stop_asked_at, fruitless } = book.read(turnId)
  if (after === 0) {
    // Nothing has begun that could be stopped, as far as is known; should it have, `cancel` has told the host.
    if (stop_asked_at !== null) return 'over'
    const forget = mustForget({ fruitless })
    const gateway = { gatewayUrl: driver.gatewayUrl, gatewayToken: gatewayToken() }
    await host.startTurn({ turnId, attempt, forget, sessionId, prompt, model, effort, ...gateway })
    // Stopped while the host was being told: it would work on for nobody.
    if (!waiting.isWanted()) await host.cancel(turnId)
  } else if (stop_asked_at !== null) {
    // The object may have died between the person's word and the host's hearing it.
    await host.cancel(turnId)
  }
  const place = { turnId, attempt, after }
  const left = new AbortController()
  const open = (silent: AbortSignal) => host.lines(place, AbortSignal.any([signal, silent, left.signal]))
  try {
    for await (const lines of readAhead(endWhenSilent(SILENCE_MS, open), MOST_LINES)) {
      const outcome = record(lines)
      if (outcome !== null) return outcome
      await pause(stored)
    }
  } finally {
    left.abort()
  }
  throw new AgentHostError('The agent host ended the stream before the turn.', null)
}

/**
 * Waits until all is on the disk, and then as long again: what comes meanwhile is written in one go. So a quick disk adds next to
 * nothing, and on one that many sessions wait for each of them writes more at a time, less often.
 */
async function pause(stored: () => Promise<void>): Promise<void> {
  const begin = Date.now()
  await stored()
  await scheduler.wait(Math.min(Date.now() - begin, LONGEST_GATHERING_MS))
}

/** A silence may be the stream's alone: only one that goes on when the journal is read anew is the director's. */
function asLoss(error: unknown, wasSilent: boolean): Loss | null {
  if (error instanceof SilenceError && wasSilent)
    return { code: 'host_silent', message: 'The director has gone silent.' }
  if (error instanceof AgentHostError && error.status === 404)
    return { code: 'journal_lost', message: 'The machine that the director works on was replaced.' }
  return null
}
