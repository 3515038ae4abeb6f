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
 * Why a version is stale, as in “made from an older frame 2”: what was replaced, and into which of the shoot's parts it went. Null for one
 * that is not.
 */
export function staleWords(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): string | null {
  const own = replacedSources(view, asset)
  if (own.length > 0) return `made from ${list(own.map((source) => replacedName(view, source)))}`
  const through = sourcesOf(view, asset).flatMap((source) => {
    const why = staleWords(view, source)
    if (why === null || source.slot === null) return []
    const isNext = source.slot !== asset.slot && replacedSources(view, source).length > 0
    return [{ name: slotName(source.slot), why, isNext }]
  })
  const first = through.find(({ isNext }) => isNext) ?? through[0]
  if (first === undefined) return null
  // From further off, what it says of itself holds here too: a shoot has one of each.
  if (!first.isNext) return first.why
  const alike = through.filter(({ why, isNext }) => isNext && why === first.why)
  return `its ${list(alike.map(({ name }) => name))} ${alike.length === 1 ? 'was' : 'were'} ${first.why}`
}

function sourcesOf({ assets }: Pick<BoardView, 'assets'>, { madeFrom }: Asset): Asset[] {
  return madeFrom.flatMap((id) => assets[id] ?? [])
}

/** What an asset was made from itself, and is not active any more. */
function replacedSources(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): Asset[] {
  return sourcesOf(view, asset).filter((source) => source.slot !== asset.slot && isReplaced(view, source))
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
