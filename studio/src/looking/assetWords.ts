import { type Asset, activeAsset, slotName } from '@fashion-shoot/protocol'
import type { BoardView } from '../board/boardPlan.ts'
import { slotCaption, slotTitle } from '../board/stageWords.ts'
import { list } from '../shared/format.ts'

/** What an asset shows: `Frame 2, High angle`, `Garment`. */
export function assetTitle({ slot, role }: Asset): string {
  if (slot === null) return role === null ? 'Reference' : role.charAt(0).toUpperCase() + role.slice(1)
  const caption = slotCaption(slot)?.words
  return caption ? `${slotTitle(slot)}, ${caption}` : slotTitle(slot)
}

/** The same with its version, where it has one: `Hero, version 2`. */
export function versionTitle(asset: Asset): string {
  return asset.slot === null ? `${assetTitle(asset)}, reference` : `${assetTitle(asset)}, version ${asset.version}`
}

/**
 * Why a version is stale, as in “made from an older frame 2”: what was replaced, and through what it got here. Null for one that is not.
 */
export function staleWords(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): string | null {
  const sources = asset.madeFrom.flatMap((id) => view.assets[id] ?? [])
  const own = sources.filter((source) => source.slot !== asset.slot && isReplaced(view, source))
  if (own.length > 0) return `made from ${list(own.map((source) => replacedName(view, source)))}`
  const through = sources.flatMap((source) => {
    const why = staleWords(view, source)
    return why === null || source.slot === null
      ? []
      : [{ name: slotName(source.slot), why, same: source.slot === asset.slot }]
  })
  const [first] = through
  if (first === undefined) return null
  if (first.same) return first.why
  const alike = through.filter(({ why }) => why === first.why)
  return `its ${list(alike.map(({ name }) => name))} ${alike.length === 1 ? 'was' : 'were'} ${first.why}`
}

function isReplaced(view: Pick<BoardView, 'slots' | 'assets'>, { id, slot }: Asset): boolean {
  return slot !== null && activeAsset(view, slot)?.id !== id
}

/** Older, unless the person has gone back to an even older one. */
function replacedName(view: Pick<BoardView, 'slots' | 'assets'>, { slot, version }: Asset): string {
  if (slot === null) return 'a reference'
  const isOlder = version < (activeAsset(view, slot)?.version ?? 0)
  return isOlder ? `an older ${slotName(slot)}` : `another ${slotName(slot)}`
}
