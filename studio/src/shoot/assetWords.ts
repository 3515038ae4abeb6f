import { type Asset, activeAsset, type StaleReason, slotName, staleReason } from '@fashion-shoot/protocol'
import { list } from '../shared/format.ts'
import type { BoardView } from './boardPlan.ts'
import { slotCaption, slotTitle } from './stageWords.ts'

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

type Made = Pick<BoardView, 'slots' | 'assets'>

/**
 * Why a version is stale, as in “made from an older frame 2”: what was replaced, and into which of the shoot's parts it went. Null for one
 * that is not.
 */
export function staleWords(view: Made, asset: Asset): string | null {
  const reason = staleReason(view, asset)
  return reason && reasonWords(view, asset, reason)
}

function reasonWords(view: Made, { slot }: Asset, reason: StaleReason): string {
  if ('replaced' in reason) return `made from ${list(reason.replaced.map((source) => replacedName(view, source)))}`
  const through = reason.through.map((one) => ({
    ...one,
    why: reasonWords(view, one.source, one.reason),
    isNext: one.source.slot !== slot && 'replaced' in one.reason,
  }))
  const first = through.find(({ isNext }) => isNext) ?? through[0]
  if (first === undefined) return ''
  // From further off, what it says of itself holds here too: a shoot has one of each.
  if (!first.isNext) return first.why
  const alike = through.filter(({ why, isNext }) => isNext && why === first.why)
  return `its ${list(alike.map(({ source }) => nameOf(source)))} ${alike.length === 1 ? 'was' : 'were'} ${first.why}`
}

/** Older, unless the person has gone back to an even older one. */
function replacedName(view: Made, source: Asset): string {
  const isOlder = source.slot !== null && source.version < (activeAsset(view, source.slot)?.version ?? 0)
  return `${isOlder ? 'an older' : 'another'} ${nameOf(source)}`
}

/** Of what stands in a slot, since nothing else can be stale or replaced. */
function nameOf({ slot }: Asset): string {
  return slot === null ? 'reference' : slotName(slot)
}
