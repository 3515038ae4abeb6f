import {
  activeAsset,
  type Checkpoint,
  CLIP_COUNT,
  checkpointName,
  clipSlot,
  FRAME_COUNT,
  frameSlot,
  pendingCheckpoint,
  type SessionView,
  type Slot,
  STAGE_NAMES,
  STAGES,
  type Stage,
  type Stops,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'

/** The slots that must be filled for a stage to be complete. */
export function slotsOfStage(stage: Stage): Slot[] {
  if (stage === 'frames') return numbers(FRAME_COUNT).map(frameSlot)
  if (stage === 'clips') return numbers(CLIP_COUNT).map(clipSlot)
  return [stage]
}

/** Throws `stage_unreachable` while the stage before this one is not complete. */
export function requireReachable(view: SessionView, stage: Stage): void {
  const before = STAGES[STAGES.indexOf(stage) - 1]
  if (before === undefined) return
  const missing = slotsOfStage(before).filter((slot) => activeAsset(view, slot) === undefined)
  if (missing.length > 0)
    throw new ProblemError(
      'stage_unreachable',
      `The ${STAGE_NAMES[stage]} cannot be made yet: ${list(missing)} missing.`,
    )
}

/** The active assets of a complete stage. Throws `stage_unreachable` that names what is missing. */
export function stageAssets(view: SessionView, stage: Stage): string[] {
  const slots = slotsOfStage(stage)
  const missing = slots.filter((slot) => activeAsset(view, slot) === undefined)
  if (missing.length > 0)
    throw new ProblemError('stage_unreachable', `The stage is not complete: ${list(missing)} missing.`)
  return slots.flatMap((slot) => activeAsset(view, slot)?.id ?? [])
}

/**
 * What beginning work on a stage says about the checkpoint that waits: a later stage approves it, the same stage revises it, an
 * earlier one overtakes it. A plan is overtaken by a later stage too, since nothing of it was made. Throws `checkpoint_pending` where the
 * person has not spoken since the checkpoint was made: work on a later stage, and after a plan any work, then has to wait for them. Returns the checkpoint as it is decided by this, or null when nothing waits.
 */
export function decidedByWork(
  view: SessionView,
  stage: Stage,
  turn: { id: string; prompt: string },
  stops: Stops,
  now: string,
): Checkpoint | null {
  const waiting = pendingCheckpoint(view)
  if (waiting === undefined) return null
  const ahead = STAGES.indexOf(stage) - STAGES.indexOf(waiting.stage)
  if (waiting.turnId === turn.id) {
    const isPlan = waiting.plan !== undefined
    if (isPlan || (ahead > 0 && stops !== 'never')) {
      const what = isPlan ? `The ${checkpointName(waiting)}` : `The stage “${STAGE_NAMES[waiting.stage]}”`
      throw new ProblemError('checkpoint_pending', `${what} waits for the person's decision.`)
    }
    return null
  }
  const isApproved = ahead > 0 && waiting.plan === undefined
  const state = isApproved ? 'approved' : ahead === 0 ? 'revised' : 'superseded'
  return { ...waiting, state, note: turn.prompt, decidedAt: now }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

function list(slots: Slot[]): string {
  return `${slots.map((slot) => slot.replace('_', ' ')).join(', ')} ${slots.length === 1 ? 'is' : 'are'}`
}
