import {
  type Checkpoint,
  type DecisionRequest,
  newId,
  pendingCheckpoint,
  STAGE_NAMES,
  type Stage,
  type Stops,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { EventLog } from './EventLog.ts'
import type { Projection } from './Projection.ts'
import { decidedByWork, stageAssets } from './stages.ts'

/** The stops of a session, each decided once. */
export class Checkpoints {
  readonly #log: EventLog
  readonly #projection: Projection

  constructor(log: EventLog, projection: Projection) {
    this.#log = log
    this.#projection = projection
  }

  /** Writes down a person's decision and returns what the director is told of it. */
  decide(id: string, { decision, note }: DecisionRequest): string {
    const checkpoint = this.#log.view.checkpoints.find((one) => one.id === id)
    if (checkpoint === undefined) throw new ProblemError('unknown_checkpoint')
    if (checkpoint.state !== 'pending') {
      const name = STAGE_NAMES[checkpoint.stage]
      throw new ProblemError(
        'checkpoint_decided',
        `The checkpoint of the ${name} has been decided: ${checkpoint.state}.`,
      )
    }
    const state = decision === 'approve' ? 'approved' : 'revised'
    this.#write({ ...checkpoint, state, note: note ?? null, decidedAt: new Date().toISOString() })
    const name = STAGE_NAMES[checkpoint.stage]
    if (decision === 'revise') return `Change requested (${name}): ${note}`
    return note ? `Approved: ${name}. ${note}` : `Approved: ${name}.`
  }

  /** Settles the checkpoint that waits by the work that now begins. Throws `checkpoint_pending` when it has to wait. */
  settleByWork(stage: Stage, turn: { id: string; prompt: string }, stops: Stops): void {
    const decided = decidedByWork(this.#log.view, stage, turn, stops, new Date().toISOString())
    if (decided !== null) this.#write(decided)
  }

  /** Ends a complete stage: a new checkpoint takes the place of one that still waits. */
  open(stage: Stage, turnId: string, stops: Stops): Checkpoint {
    const assetIds = stageAssets(this.#log.view, stage)
    const now = new Date().toISOString()
    const waiting = pendingCheckpoint(this.#log.view)
    if (waiting !== undefined) this.#write({ ...waiting, state: 'superseded', decidedAt: now })
    const decided =
      stops === 'never'
        ? ({ state: 'approved', note: 'Run to the end.', decidedAt: now } as const)
        : ({ state: 'pending', note: null, decidedAt: null } as const)
    const checkpoint: Checkpoint = { id: newId('cp'), stage, turnId, assetIds, createdAt: now, ...decided }
    this.#write(checkpoint)
    return checkpoint
  }

  #write(checkpoint: Checkpoint): void {
    this.#log.append({ type: 'checkpoint', checkpoint })
    this.#projection.mark('checkpoint', checkpoint.id)
  }
}
