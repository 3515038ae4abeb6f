import {
  type Checkpoint,
  inputsOf,
  JobRequest,
  type PlanAnswer,
  type PlannedOrder,
  parametersOf,
  pendingCheckpoint,
  type Stage,
  type Stops,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import type { Order } from '../../providers/Order.ts'
import type { Checkpoints } from '../Checkpoints.ts'
import type { EventLog } from '../EventLog.ts'
import type { JobRecord } from '../jobs/JobBook.ts'
import { planOf, type Quote } from './planOf.ts'

type Parts = {
  log: Pick<EventLog, 'view'>
  checkpoints: Checkpoints
  jobs: () => readonly JobRecord[]
  stops: () => Stops
  quote: Quote
}
type Turn = { id: string; prompt: string }

/** What paid stages are about to order, where the person wants to see that first. Each plan serves once. */
export class Plans {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * What may be ordered of a stage's requests, or the plan of them that waits for the person. The turn that an approval has begun gets what
   * was approved, in whatever words it asks; a later one only where it asks for the same again, as after a failure. A plan that waits is
   * approved by a later turn that asks for just that. Throws `checkpoint_pending` in a turn that has asked about something else.
   */
  propose(requests: JobRequest[], stage: Stage, turn: Turn): PlanAnswer {
    const { log, checkpoints, stops, quote } = this.#parts
    const approved = this.#approved(requests, stage, turn.id)
    if (approved !== null) return { state: 'approved', requests: approved }
    const waiting = pendingCheckpoint(log.view)
    const isThis = waiting?.plan !== undefined && isSame(waiting.plan.orders.map(proposedOf), requests)
    if (waiting?.turnId === turn.id) {
      if (isThis) return { state: 'waits', checkpoint: waiting }
      throw new ProblemError('checkpoint_pending')
    }
    if (isThis) {
      checkpoints.approveByWork(waiting, turn)
      return { state: 'approved', requests }
    }
    if (stops() !== 'before_paid') return { state: 'approved', requests }
    const plan = planOf(requests, quote)
    checkpoints.settleByWork(stage, turn, stops())
    return { state: 'waits', checkpoint: checkpoints.openPlan(stage, plan, turn.id) }
  }

  /** Throws `plan_needed` where the person wants to see first what is ordered, and has not approved this. */
  requireApproved(order: Order, turnId: string): void {
    if (this.#parts.stops() !== 'before_paid') return
    const checkpoint = this.#latest(stageOfSlot(order.request.slot))
    const planned = checkpoint?.plan?.orders.some(
      (one) =>
        one.model === order.model && isSame(one.request, order.request) && !this.#hasServed(one, checkpoint, turnId),
    )
    if (planned !== true) throw new ProblemError('plan_needed')
  }

  /** What was approved in the place of these requests; null where that is not so for all of them. */
  #approved(requests: JobRequest[], stage: Stage, turnId: string): JobRequest[] | null {
    const checkpoint = this.#latest(stage)
    if (checkpoint?.plan === undefined) return null
    const { orders, approvedIn } = checkpoint.plan
    const found = requests.map((request) =>
      orders.find((order) => {
        if (order.request.slot !== request.slot || order.request.kind !== request.kind) return false
        if (order.model !== this.#parts.quote(request).model || this.#hasServed(order, checkpoint, turnId)) return false
        // An edit that this turn has made already is asked for with other inputs: its own result.
        if (this.#made(order, checkpoint).some((job) => job.turnId === turnId)) return true
        if (approvedIn === turnId) return isSame(inputsOf(order.request), inputsOf(request))
        return wishesOf(order).some((wish) => isSame(wish, request))
      }),
    )
    const known = found.flatMap((order) => order?.request ?? [])
    return known.length === requests.length ? known : null
  }

  /** The latest plan of a stage, where it is approved. */
  #latest(stage: Stage): Checkpoint | undefined {
    const last = this.#parts.log.view.checkpoints.findLast((one) => one.stage === stage && one.plan !== undefined)
    return last?.state === 'approved' ? last : undefined
  }

  /** True once an earlier turn has what was ordered. */
  #hasServed(order: PlannedOrder, checkpoint: Checkpoint, turnId: string): boolean {
    return this.#made(order, checkpoint).some((job) => job.turnId !== turnId)
  }

  #made(order: PlannedOrder, { decidedAt }: Checkpoint): JobRecord[] {
    const since = Date.parse(decidedAt ?? '')
    return this.#parts
      .jobs()
      .filter(
        ({ state, createdAt, request }) => state === 'stored' && createdAt >= since && isSame(request, order.request),
      )
  }
}

function proposedOf({ request, proposed = request }: PlannedOrder): JobRequest {
  return proposed
}

/** As what an order is asked for again: as at first, or with the parameters that it was approved with, which the shoot goes on with. */
function wishesOf(order: PlannedOrder): JobRequest[] {
  const proposed = proposedOf(order)
  return [proposed, JobRequest.parse({ ...proposed, ...parametersOf(order.request) })]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
