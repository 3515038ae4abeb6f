import {
  activeAsset,
  CLIP_COUNT,
  clipSlot,
  FRAME_COUNT,
  frameSlot,
  LOOP_CLIP,
  pendingCheckpoint,
  type SessionView,
  type Slot,
  STAGES,
  type Stage,
  stageOfSlot,
} from '@fashion-shoot/protocol'

/** What the board shows of a session; the conversation's tokens don't touch it. */
export type BoardView = Pick<SessionView, 'slots' | 'assets' | 'checkpoints' | 'references' | 'running'>

/** Which stages are folded into the strip, which one is large, and which are to come. */
export type BoardPlan = { done: Stage[]; focus: Stage; ahead: Stage[] }

export function planBoard(view: SessionView): BoardPlan {
  const focus = focusOf(view)
  const at = STAGES.indexOf(focus)
  return { done: STAGES.slice(0, at), focus, ahead: STAGES.slice(at + 1) }
}

/** What waits for a decision; else what is being made; else what the last decision or the last picture leads to. */
function focusOf(view: SessionView): Stage {
  const pending = pendingCheckpoint(view)
  if (pending !== undefined) return pending.stage
  const working = STAGES.findLast((stage) => slotsOf(view, stage).some((slot) => isWorking(view, slot)))
  if (working) return working

  const decided = view.checkpoints.findLast(({ state }) => state === 'approved' || state === 'revised')
  const made = latestOutput(view)
  if (decided === undefined || (made !== undefined && made.createdAt > (decided.decidedAt ?? ''))) {
    return made?.slot == null ? 'hero' : stageOfSlot(made.slot)
  }
  const isDone = decided.state === 'approved' && decided.plan === undefined
  return isDone ? stageAfter(decided.stage) : decided.stage
}

function latestOutput({ assets }: BoardView) {
  return Object.values(assets)
    .filter(({ slot }) => slot !== null)
    .reduce<SessionView['assets'][string] | undefined>(
      (latest, asset) => (latest === undefined || asset.createdAt >= latest.createdAt ? asset : latest),
      undefined,
    )
}

/** The stage that approval leads to; the film's is itself. */
function stageAfter(stage: Stage): Stage {
  return STAGES[STAGES.indexOf(stage) + 1] ?? stage
}

/** The slots of a stage; the sixth clip only when the loop is closed. */
export function slotsOf({ slots }: Pick<BoardView, 'slots'>, stage: Stage): Slot[] {
  if (stage === 'frames') return Array.from({ length: FRAME_COUNT }, (_, index) => frameSlot(index + 1))
  if (stage !== 'clips') return [stage]
  const loop = slots[clipSlot(LOOP_CLIP)] === undefined ? [] : [clipSlot(LOOP_CLIP)]
  return [...Array.from({ length: CLIP_COUNT }, (_, index) => clipSlot(index + 1)), ...loop]
}

/** True while something is being made for the slot, in a turn or after it: a progress that was complete is none. */
export function isWorking({ slots }: Pick<BoardView, 'slots'>, slot: Slot): boolean {
  const progress = slots[slot]?.progress
  return progress !== undefined && progress.state === undefined && progress.fraction !== 1
}

/** True when the last try to make something for the slot failed. */
export function hasFailed({ slots }: Pick<BoardView, 'slots'>, slot: Slot): boolean {
  return slots[slot]?.progress?.state === 'failed'
}

/** Width by height of what the slot holds, or will hold: what follows the frames has their shape. */
export function ratioOf(view: BoardView, slot: Slot): number {
  const asset = activeAsset(view, slot)
  if (asset !== undefined) return asset.width / asset.height
  if (slot === 'contact_sheet') return 21 / 9
  const frame = slot === 'hero' ? undefined : activeAsset(view, 'frame_1')
  return frame === undefined ? 3 / 2 : frame.width / frame.height
}

/** True when the last try to make something for the slot failed, or was stopped. */
export function hasEndedInVain({ slots }: Pick<BoardView, 'slots'>, slot: Slot): boolean {
  return slots[slot]?.progress?.state !== undefined
}

export type StageState = 'made' | 'now' | 'ahead'

/** How far a stage is, for the rail. */
export function stageState(view: SessionView, plan: BoardPlan, stage: Stage): StageState {
  if (plan.done.includes(stage)) return 'made'
  if (plan.ahead.includes(stage)) return 'ahead'
  return !view.running && isApproved(view, stage) ? 'made' : 'now'
}

/** Whether what was made in a stage is approved. */
export function isApproved({ checkpoints }: Pick<BoardView, 'checkpoints'>, stage: Stage): boolean {
  const last = checkpoints.findLast((checkpoint) => checkpoint.stage === stage)
  return last?.state === 'approved' && last.plan === undefined
}
