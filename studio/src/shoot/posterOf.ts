import { type Asset, activeAsset } from '@fashion-shoot/protocol'
import { pictureUrl } from '../shared/pictureUrl.ts'
import type { BoardView } from './boardPlan.ts'

/** The address of what a clip or the film shows before it plays: its preview, else the frame that it starts from. */
export function posterOf(view: Pick<BoardView, 'slots' | 'assets'>, asset: Asset): string | undefined {
  if (asset.hasPreview) return pictureUrl(asset, 'preview')
  const first =
    asset.slot === 'film'
      ? activeAsset(view, 'frame_1')
      : asset.madeFrom.map((id) => view.assets[id]).find((source) => source?.contentType.startsWith('image/'))
  return first && pictureUrl(first, 'full')
}
