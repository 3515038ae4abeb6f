import type { Asset } from './asset.ts'
import { activeAsset, type SessionView } from './view.ts'
import { clipSlot, LOOP_CLIP, SLOTS, type Slot } from './vocabulary.ts'

type Made = Pick<SessionView, 'slots' | 'assets'>

/** Why a version is stale: what it was made from has been replaced, or is itself stale. */
export type StaleReason = { replaced: Asset[] } | { through: { source: Asset; reason: StaleReason }[] }

/**
 * Why an asset is stale; null where everything that it was made from, at any depth, is the active version in its slot. An edit is made
 * from the version before it in its own slot: that one being replaced, by the edit, makes nothing stale.
 */
export function staleReason(view: Made, { slot, madeFrom }: Asset): StaleReason | null {
  const sources = madeFrom.flatMap((id) => view.assets[id] ?? [])
  const replaced = sources.filter((source) => source.slot !== slot && isReplaced(view, source))
  if (replaced.length > 0) return { replaced }
  const through = sources.flatMap((source) => {
    const reason = source.slot === null ? null : staleReason(view, source)
    return reason === null ? [] : [{ source, reason }]
  })
  return through.length > 0 ? { through } : null
}

function isReplaced(view: Made, { id, slot }: Asset): boolean {
  return slot !== null && activeAsset(view, slot)?.id !== id
}

export function isStale(view: Made, asset: Asset): boolean {
  return staleReason(view, asset) !== null
}

/** The slots whose active version is stale, in the order in which they are made. */
export function staleSlots(view: Made): Slot[] {
  return SLOTS.filter((slot) => {
    const active = activeAsset(view, slot)
    return active !== undefined && isStale(view, active)
  })
}

/** The slots that wait to be made, missing or stale, in the order in which they are made; a loop that is not closed misses nothing. */
export function unmadeSlots(view: Made): Slot[] {
  return SLOTS.filter((slot) => {
    const active = activeAsset(view, slot)
    return active === undefined ? slot !== clipSlot(LOOP_CLIP) : isStale(view, active)
  })
}
