import { findVariant, type Parameters, type PlanEdit, type PlannedOrder, parametersOf } from '@fashion-shoot/protocol'

/** An order as the person would have it. */
export type EditedOrder = Parameters & {
  /** Null where the work takes none. */
  prompt: string | null
  /** USD */
  priceUsd: number
}

export function editedOrder(order: PlannedOrder, edit: PlanEdit | undefined): EditedOrder {
  const { slot: _, prompt = promptOf(order), ...changes } = edit ?? { slot: order.request.slot }
  const parameters = { ...parametersOf(order.request), ...changes }
  const priceUsd = findVariant(order, parameters)?.priceUsd ?? order.priceUsd
  return { ...parameters, prompt, priceUsd }
}

/**
 * The edit with which an order becomes this; undefined where it is as it was planned. A prompt that names its shape names the new one then.
 */
export function editTo(order: PlannedOrder, before: EditedOrder, change: Partial<EditedOrder>): PlanEdit | undefined {
  const { priceUsd: _, ...wanted } = { ...before, ...change }
  if (change.aspectRatio && before.aspectRatio) {
    wanted.prompt = wanted.prompt?.replace(before.aspectRatio, change.aspectRatio) ?? null
  }
  const planned: Record<string, unknown> = { ...parametersOf(order.request), prompt: promptOf(order) }
  const changed = Object.entries(wanted).filter(([name, value]) => value !== planned[name])
  return changed.length === 0 ? undefined : { slot: order.request.slot, ...Object.fromEntries(changed) }
}

function promptOf({ request }: PlannedOrder): string | null {
  return 'prompt' in request ? request.prompt : null
}
