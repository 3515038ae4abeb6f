import type { Asset } from '@fashion-shoot/protocol'
import type { BoardView } from '../shoot/boardPlan.ts'
import { versionsOf } from './lookables.ts'

/**
 * What an asset is compared with when nobody says with what: the version before it, else the newest other, else what it was made from. No
 * job makes what is only brought to the set's size: beside the version that it is a copy of, there would be nothing to see.
 */
export function comparedWith(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): Asset | undefined {
  const versions = versionsOf(view, asset).filter(({ id }) => asset.jobId !== null || !asset.madeFrom.includes(id))
  const before = versions[versions.indexOf(asset) - 1]
  const source = asset.madeFrom.flatMap((id) => view.assets[id] ?? []).at(0)
  return before ?? versions.findLast(({ id }) => id !== asset.id) ?? source
}
