import { activeAsset, inputsOf, type Plan, type SessionView } from '@fashion-shoot/protocol'

/** Whether all that a plan would be made from is still what counts. */
export function isPlanCurrent(view: SessionView, { orders }: Plan): boolean {
  return orders
    .flatMap(({ request }) => inputsOf(request))
    .every((id) => {
      const slot = view.assets[id]?.slot
      return slot === null || (slot !== undefined && activeAsset(view, slot)?.id === id)
    })
}
