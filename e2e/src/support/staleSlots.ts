import type { Asset, View } from './client.ts'

/** The slots whose active version was made, be it through others, from a version that another one has replaced since. */
export function staleSlots({ assets, slots }: View): string[] {
  const isReplaced = ({ id, slot }: Asset) => slot !== null && slots[slot]?.activeId !== id
  const isStale = (asset: Asset): boolean =>
    asset.madeFrom
      .flatMap((id) => assets[id] ?? [])
      .some((source) => (source.slot !== asset.slot && isReplaced(source)) || isStale(source))
  return Object.entries(slots).flatMap(([slot, { activeId }]) => {
    const active = assets[activeId ?? '']
    return active !== undefined && isStale(active) ? [slot] : []
  })
}
