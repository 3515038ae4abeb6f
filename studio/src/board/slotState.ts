import { activeAsset, type Progress, type Slot, STAGE_NAMES, STAGES, type Stage } from '@fashion-shoot/protocol'
import { type BoardView, hasFailed, isApproved, isWorking, slotsOf } from '../shoot/boardPlan.ts'

/** What goes on in a slot, as words and bars tell it. */
export type SlotState =
  | { is: 'to_come' | 'ready' | 'stopped' }
  | { is: 'waiting'; words: string }
  | { is: 'working'; progress: Progress }
  | { is: 'failed'; reason: string }

export function slotState(view: BoardView, stage: Stage, slot: Slot): SlotState {
  const progress = view.slots[slot]?.progress
  if (hasFailed(view, slot)) return { is: 'failed', reason: progress?.message ?? 'no reason was given' }
  if (progress?.state === 'cancelled') return { is: 'stopped' }
  if (progress && isWorking(view, slot)) {
    const { waits, message = 'in the queue' } = progress
    return waits ? { is: 'waiting', words: capital(message) } : { is: 'working', progress }
  }
  if (activeAsset(view, slot) !== undefined) return { is: 'ready' }
  const othersWork = view.running && slotsOf(view, stage).some((one) => isWorking(view, one))
  return othersWork ? { is: 'waiting', words: 'Waits for its turn' } : { is: 'to_come' }
}

/** In one or two words, for where there is no room for more; nothing for what is seen anyway. */
export function shortState({ is }: SlotState): string {
  return { to_come: '', ready: '', stopped: 'stopped', waiting: 'waiting', working: 'being made', failed: 'failed' }[is]
}

/** What goes on in a stage that waits for nobody: as many of each as there are. */
export function stageNow(view: BoardView, stage: Stage): string {
  const states = slotsOf(view, stage).map((slot) => slotState(view, stage, slot))
  const count = (is: SlotState['is']) => states.filter((state) => state.is === is).length
  const [only] = states
  if (count('ready') === states.length) {
    return isApproved(view, stage) ? 'approved' : ''
  }
  if (count('to_come') === states.length) return view.running ? 'next' : 'not made yet'
  if (states.length === 1 && only !== undefined) return shortState(only)
  return PARTS.flatMap(([is, words]) => (count(is) > 0 ? [`${count(is)} ${words}`] : [])).join(' · ')
}

/** What the director works on though a stage waits for a decision: in that stage, else in another. */
export function workNow(view: BoardView, waiting: Stage): string {
  const made = STAGES.find((stage) => stage !== waiting && slotsOf(view, stage).some((slot) => isWorking(view, slot)))
  if (made === undefined) return stageNow(view, waiting) || 'the director is at work'
  return `the ${STAGE_NAMES[made]} ${made === 'frames' || made === 'clips' ? 'are' : 'is'} being made`
}

const PARTS = [
  ['ready', 'ready'],
  ['working', 'being made'],
  ['waiting', 'waiting'],
  ['failed', 'failed'],
  ['stopped', 'stopped'],
  ['to_come', 'not made yet'],
] as const

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
