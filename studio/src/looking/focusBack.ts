import { type Asset, activeAsset } from '@fashion-shoot/protocol'
import { mediaUrl } from '../api/studioApi.ts'
import type { BoardView } from '../shoot/boardPlan.ts'

/**
 * Leads the focus to what had it before something was looked at; where that is gone, or nothing had it, to the slot of what was looked at
 * last, or to the page's heading.
 */
export function focusBack(opener: Element | null, view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): void {
  const shown = (asset.slot && activeAsset(view, asset.slot)) ?? asset
  const link = () => document.querySelector<HTMLElement>(`a[href="${mediaUrl(shown.id)}"]`)
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body
  const to = isThere ? opener : (link() ?? document.querySelector('h1'))
  to?.focus()
}
