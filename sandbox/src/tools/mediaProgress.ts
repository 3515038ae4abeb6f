import type { RunnerLine, Slot } from '@fashion-shoot/protocol'
import { stageOfSlot } from '@fashion-shoot/protocol'

/** What a media step tells about itself. */
type Step = { fraction: number; etaMs?: number }

/** ms between two lines about one slot: enough for a bar that moves, few enough for a log that is kept. */
const LEAST_GAP_MS = 250

/** A listener that says a media step's progress as lines, thinned out; the end is always said. */
export function mediaProgress(slot: Slot, emit: (line: RunnerLine) => void, now: () => number = Date.now) {
  let saidMs = Number.NEGATIVE_INFINITY
  return ({ fraction, etaMs }: Step): void => {
    const nowMs = now()
    if (fraction < 1 && nowMs - saidMs < LEAST_GAP_MS) return
    saidMs = nowMs
    emit({ t: 'progress', slot, stage: stageOfSlot(slot), fraction, ...(etaMs !== undefined && { etaMs }) })
  }
}
