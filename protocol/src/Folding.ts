import type { LoggedEvent, SessionEvent } from './event.ts'
import type { Slot } from './vocabulary.ts'

/** Events that say nothing any more: those of these types, numbered `from` to `to`. */
export type Folded = { from: number; to: number; types: readonly SessionEvent['type'][] }

const MESSAGE = ['text_delta', 'message_type_hint'] as const
const PROGRESS = ['progress'] as const

/**
 * Finds, as a log grows, which of its events a later one says anew: a complete message its deltas, the next word on a slot the one
 * before it. `reduce` comes to the same view without them, so whoever comes later need not be sent them. What is half said when a
 * turn ends stays.
 */
export class Folding {
  /** The message that may be streaming now began after this number. */
  #messageAfter = 0
  /** Numbers of the last word on each slot. */
  readonly #progress = new Map<Slot, number>()

  /** Takes the log's next event, and tells what it folds. */
  next({ seq, event }: LoggedEvent): Folded | null {
    switch (event.type) {
      case 'session_init':
      case 'complete':
        this.#messageAfter = seq
        return null
      case 'assistant_message': {
        const from = this.#messageAfter + 1
        this.#messageAfter = seq
        return { from, to: seq, types: MESSAGE }
      }
      case 'progress':
        return this.#replace(event.slot, seq)
      case 'asset':
        return event.asset.slot === null ? null : this.#replace(event.asset.slot, null)
      default:
        return null
    }
  }

  #replace(slot: Slot, seq: number | null): Folded | null {
    const before = this.#progress.get(slot)
    if (seq === null) this.#progress.delete(slot)
    else this.#progress.set(slot, seq)
    return before === undefined ? null : { from: before, to: before, types: PROGRESS }
  }
}
