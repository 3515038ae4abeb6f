import {
  findVariant,
  JobRequest,
  type Plan,
  type PlanEdit,
  type PlannedOrder,
  parametersOf,
  slotName,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import { withTotal } from './planOf.ts'

/**
 * A plan as the person has changed it. Throws `invalid_request` for a change of what is not in the plan, and `not_offered` for what the model
 * of the order does not make.
 */
export function editPlan(plan: Plan, edits: readonly PlanEdit[]): Plan {
  const unknown = edits.find(({ slot }) => !plan.orders.some(({ request }) => request.slot === slot))
  if (unknown !== undefined) {
    throw new ProblemError('invalid_request', `The plan orders nothing for the ${slotName(unknown.slot)}.`)
  }
  return withTotal(
    plan.orders.map((order) => edits.filter(({ slot }) => slot === order.request.slot).reduce(editOrder, order)),
  )
}

function editOrder(order: PlannedOrder, { slot, prompt, ...changes }: PlanEdit): PlannedOrder {
  const { request, model } = order
  if (prompt !== undefined && !('prompt' in request)) {
    throw new ProblemError('invalid_request', `The ${slotName(slot)} is made without a prompt.`)
  }
  const edited = JobRequest.safeParse({ ...request, ...(prompt !== undefined && { prompt }), ...changes })
  if (!edited.success) {
    throw new ProblemError('invalid_request', `The prompt of the ${slotName(slot)} is too long for its model.`)
  }
  const variant = findVariant(order, { ...parametersOf(request), ...changes })
  const isAsBefore = Object.keys(changes).length === 0
  if (variant === undefined && !isAsBefore) {
    throw new ProblemError(
      'not_offered',
      `${model} does not make the ${slotName(slot)} like that: ${Object.values(changes).join(', ')}.`,
      'Choose one of the variants that the plan has for it.',
    )
  }
  if (JSON.stringify(edited.data) === JSON.stringify(request)) return order
  const priceUsd = isAsBefore ? order.priceUsd : (variant?.priceUsd ?? order.priceUsd)
  return { ...order, request: edited.data, priceUsd, proposed: order.proposed ?? request }
}
