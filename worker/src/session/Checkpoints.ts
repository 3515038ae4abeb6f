import {
  activeAsset,
  type Checkpoint,
  checkpointName,
  type DecisionRequest,
  isStale,
  newId,
  type Plan,
  pendingCheckpoint,
  STAGE_NAMES,
  STAGES,
  type Stage,
  type Stops,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { Logger } from '../telemetry/Logger.ts'
import type { EventLog } from './EventLog.ts'
import type { Projection } from './Projection.ts'
import { approvedIn } from './plans/approvedIn.ts'
import { editPlan } from './plans/editPlan.ts'
import { isPlanCurrent } from './plans/isPlanCurrent.ts'
import { decidedByWork, slotsOfStage, stageAssets } from './stages.ts'

/** The stops of a session, each decided once. */
export class Checkpoints {
  readonly #log: EventLog
  readonly #projection: Projection
  readonly #logger: Logger
  readonly #nextUsd: (stage: Stage) => number | null

  /** `nextUsd` says what is likely to be spent on the stage after this one, USD; null after the last. */
  constructor(log: EventLog, projection: Projection, logger: Logger, nextUsd: (stage: Stage) => number | null) {
    this.#log = log
    this.#projection = projection
    this.#logger = logger
    this.#nextUsd = nextUsd
  }

  /** A checkpoint as a person has decided it, and what the director is told of that. Throws when it has been decided. */
  judge(id: string, { decision, note, edits = [] }: DecisionRequest): { checkpoint: Checkpoint; words: string } {
    const waiting = this.#log.view.checkpoints.find((one) => one.id === id)
    if (waiting === undefined) throw new ProblemError('unknown_checkpoint')
    const name = checkpointName(waiting)
    if (waiting.state !== 'pending') {
      throw new ProblemError('checkpoint_decided', describeDecision(waiting), undefined, waiting)
    }
    const state = decision === 'approve' ? 'approved' : 'revised'
    const checkpoint: Checkpoint = { ...waiting, state, note: note ?? null, decidedAt: new Date().toISOString() }
    if (decision === 'revise') return { checkpoint, words: `Change requested (${name}): ${note}` }
    if (waiting.plan === undefined) {
      if (edits.length > 0) throw new ProblemError('invalid_request', 'Only a plan can be edited.')
      return { checkpoint, words: note ? `Approved: ${name}. ${note}` : `Approved: ${name}.` }
    }
    // What is ordered is what stands in the plan: words beside it would change nothing.
    if (note) throw new ProblemError('invalid_request', 'A plan is approved with edits, or sent back with a note.')
    const plan = editPlan(waiting.plan, edits)
    const isChanged = plan.orders.some(({ proposed }) => proposed !== undefined)
    return { checkpoint: { ...checkpoint, plan }, words: `Approved${isChanged ? ', with changes' : ''}: ${name}.` }
  }

  /** Settles the checkpoint that waits by the work that now begins. Throws `checkpoint_pending` when it has to wait. */
  settleByWork(stage: Stage, turn: { id: string; prompt: string }, stops: Stops): void {
    const decided = decidedByWork(this.#log.view, stage, turn, stops, new Date().toISOString())
    if (decided !== null) this.#write(decided, turn.id)
  }

  /**
   * Ends a complete stage: a new checkpoint takes the place of one that still waits. Asked again by the same turn for the same
   * assets, as after an answer that got lost, it is the one that there is.
   */
  open(stage: Stage, turnId: string, stops: Stops): Checkpoint {
    const assetIds = stageAssets(this.#log.view, stage)
    const last = this.#log.view.checkpoints.at(-1)
    const isSame = last?.turnId === turnId && last.stage === stage && last.assetIds.join() === assetIds.join()
    if (isSame) return last
    const decided =
      stops === 'never'
        ? ({ state: 'approved', note: 'Run to the end.', decidedAt: new Date().toISOString() } as const)
        : WAITING
    return this.#add({ stage, turnId, assetIds, nextUsd: this.#nextUsd(stage), ...decided })
  }

  /** Asks about what a stage is about to order, in the place of what still waits. */
  openPlan(stage: Stage, plan: Plan, turnId: string): Checkpoint {
    return this.#add({ stage, turnId, assetIds: [], nextUsd: null, ...WAITING, plan })
  }

  /** A turn that asks for just what a plan would order takes the person's words for their approval. */
  approveByWork(waiting: Checkpoint, { id, prompt }: { id: string; prompt: string }): void {
    const decidedAt = new Date().toISOString()
    this.#write(approvedIn({ ...waiting, state: 'approved', note: prompt, decidedAt }, id), id)
  }

  /** Writes a new checkpoint, in the place of one that still waits. */
  #add(made: Omit<Checkpoint, 'id' | 'createdAt'>): Checkpoint {
    const createdAt = new Date().toISOString()
    const waiting = pendingCheckpoint(this.#log.view)
    if (waiting !== undefined) this.#write({ ...waiting, state: 'superseded', decidedAt: createdAt }, made.turnId)
    const checkpoint: Checkpoint = { id: newId('cp'), createdAt, ...made }
    this.#write(checkpoint, made.turnId)
    return checkpoint
  }

  /** Has the stop that waits, if one does, name the price of what comes next as it is by now. A plan holds its own, and for its models alone. */
  priceAnew(): void {
    const waiting = pendingCheckpoint(this.#log.view)
    if (waiting === undefined || waiting.plan !== undefined) return
    const nextUsd = this.#nextUsd(waiting.stage)
    if (nextUsd !== waiting.nextUsd) this.#write({ ...waiting, nextUsd }, waiting.turnId)
  }

  /**
   * For the end of a turn, however it ended, and for what comes when it is over: the last stage that was completed with a new version,
   * from time `since` (ms since 1970) on, gets its checkpoint where nobody has asked about it. A stage of which part is stale is not
   * complete: it was being made again. Where a change came to nothing, what it was to change waits once more. A plan that waits comes first.
   */
  openLeft(turnId: string, since: number, stops: Stops): void {
    const { view } = this.#log
    if (pendingCheckpoint(view)?.plan !== undefined) return
    const isNew = (stage: Stage) =>
      slotsOfStage(stage).some((slot) => Date.parse(activeAsset(view, slot)?.createdAt ?? '') >= since)
    const made = STAGES.findLast((stage) => isNew(stage) && this.#isComplete(stage))
    if (made !== undefined && !this.#isAsked(made)) this.open(made, turnId, stops)
    else this.#openAgain(turnId, stops)
  }

  /** Opens the last checkpoint again where it was sent back or overtaken, and all that it is about is as it was. */
  #openAgain(turnId: string, stops: Stops): void {
    const { view } = this.#log
    const last = view.checkpoints.at(-1)
    const cameToNothing = last?.state === 'revised' || last?.state === 'superseded'
    if (!cameToNothing || stops === 'never') return
    if (last.plan !== undefined) {
      if (stops === 'before_paid' && isPlanCurrent(view, last.plan)) this.openPlan(last.stage, last.plan, turnId)
      return
    }
    if (!this.#isComplete(last.stage)) return
    if (stageAssets(this.#log.view, last.stage).join() === last.assetIds.join()) this.open(last.stage, turnId, stops)
  }

  #isComplete(stage: Stage): boolean {
    const { view } = this.#log
    const active = slotsOfStage(stage).map((slot) => activeAsset(view, slot))
    return active.every((asset) => asset !== undefined && !isStale(view, asset))
  }

  #isAsked(stage: Stage): boolean {
    const { view } = this.#log
    const assetIds = stageAssets(view, stage).join()
    return view.checkpoints.some((one) => one.stage === stage && one.assetIds.join() === assetIds)
  }

  /** Writes into the log that a checkpoint is decided, and in which turn. */
  report({ id, stage, state, note }: Checkpoint, turnId: string): void {
    this.#logger.info('checkpoint_decided', { turn: turnId, checkpoint: id, stage, state, note })
  }

  #write(checkpoint: Checkpoint, turnId: string): void {
    this.#log.append({ type: 'checkpoint', checkpoint })
    this.#projection.mark('checkpoint', checkpoint.id)
    if (checkpoint.state !== 'pending') this.report(checkpoint, turnId)
  }
}

const WAITING = { state: 'pending', note: null, decidedAt: null } as const

const DECIDED: Record<Exclude<Checkpoint['state'], 'pending'>, string> = {
  approved: 'has been approved',
  revised: 'has been sent back with a change',
  superseded: 'has been replaced by a later one',
}

/** `The checkpoint of the hero image has been approved, on Sun, 22 Nov 2026 12:00:00 GMT: “Lovely.”` */
function describeDecision(checkpoint: Checkpoint): string {
  const { state, note, decidedAt } = checkpoint
  const subject =
    checkpoint.plan === undefined ? `checkpoint of the ${STAGE_NAMES[checkpoint.stage]}` : checkpointName(checkpoint)
  const what = state === 'pending' ? 'waits for a decision' : DECIDED[state]
  const when = decidedAt === null ? '' : `, on ${new Date(decidedAt).toUTCString()}`
  return `The ${subject} ${what}${when}${note === null ? '.' : `: “${note}”`}`
}
