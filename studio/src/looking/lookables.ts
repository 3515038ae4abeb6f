import { type Asset, activeAsset, SLOTS } from '@fashion-shoot/protocol'
import type { BoardView } from '../shoot/boardPlan.ts'

/** All that there is to look at, in the order in which it is made: the references, then the active version of each slot. */
export function lookablesOf(view: BoardView): Asset[] {
  return [
    ...view.references.flatMap((id) => view.assets[id] ?? []),
    ...SLOTS.flatMap((slot) => activeAsset(view, slot) ?? []),
  ]
}

/** What stands so many places after the asset, or after the active version in its slot; undefined beyond either end. */
export function neighbourOf(view: BoardView, asset: Asset, step: 1 | -1): Asset | undefined {
  const all = lookablesOf(view)
  return all[placeOf(all, asset) + step]
}

/** Where an asset stands among all: an earlier version stands where the active one does. */
export function placeOf(all: Asset[], { id, slot }: Asset): number {
  return all.findIndex((one) => (slot === null ? one.id === id : one.slot === slot))
}

/** The versions in an asset's slot, oldest first; a reference is the only one of itself. */
export function versionsOf(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): Asset[] {
  if (asset.slot === null) return [asset]
  return view.slots[asset.slot]?.versions.flatMap((id) => view.assets[id] ?? []) ?? []
}
