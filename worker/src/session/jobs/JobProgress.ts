import { stageOfSlot } from '@fashion-shoot/protocol'
import type { EventLog } from '../EventLog.ts'
import type { JobRecord } from './JobBook.ts'

/** ms between two words on how far a job is; a provider may be asked many times meanwhile. */
const TELL_MS = 2000

/** How far a job is. */
export type JobWord = {
  /** ms that such work usually takes; 0 where that tells nothing */
  usualMs: number
  message?: string | undefined
  /** True while the work has not begun. */
  waits?: boolean
}

/** Says in the log how far jobs are: whenever something else is to be said of one, and now and then how its time passes. */
export class JobProgress {
  readonly #log: EventLog
  /** What was last said of a job, and when (ms since the epoch). */
  readonly #told = new Map<string, { words: string; at: number }>()

  constructor(log: EventLog) {
    this.#log = log
  }

  /** Providers tell no fraction: it is the share of the usual time, and never quite all of it. */
  tell(job: JobRecord, { usualMs, message, waits = false }: JobWord): void {
    const now = Date.now()
    const words = `${job.state} ${waits} ${message}`
    const told = this.#told.get(job.id)
    if (told?.words === words && now - told.at < TELL_MS) return
    this.#told.set(job.id, { words, at: now })
    const { slot } = job.request
    const elapsed = now - job.createdAt
    const isTimed = usualMs > 0
    this.#log.append({
      type: 'progress',
      slot,
      stage: stageOfSlot(slot),
      ...(isTimed && { fraction: Math.min(0.95, Math.round((elapsed / usualMs) * 100) / 100) }),
      ...(isTimed && { etaMs: Math.max(0, usualMs - elapsed) }),
      ...(waits && { waits }),
      ...(message !== undefined && { message }),
    })
  }
}
