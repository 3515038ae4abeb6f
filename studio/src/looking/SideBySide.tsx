import type { Asset } from '@fashion-shoot/protocol'
import { useImperativeHandle } from 'react'
import { versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { CompareMedia } from './CompareMedia.tsx'
import type { CompareProps } from './CompareSlider.tsx'
import { pressZoomKey } from './pressZoomKey.ts'
import { type PaneZoom, useZoom } from './useZoom.ts'
import { ZoomPane } from './ZoomPane.tsx'

/** Two pictures beside each other, on a phone one above the other. Each is looked at closer by itself; keys do it to both. */
export function SideBySide({ view, left, right, keys }: CompareProps) {
  const zooms = { left: useZoom(left, left.id), right: useZoom(right, right.id) }
  useImperativeHandle(keys, () => ({ press: (event) => pressZoomKey([zooms.left, zooms.right], event) }))
  return (
    <div className="grid size-full gap-2 max-sm:grid-rows-2 sm:grid-cols-2">
      <Side view={view} asset={left} zoom={zooms.left} />
      <Side view={view} asset={right} zoom={zooms.right} />
    </div>
  )
}

function Side({ view, asset, zoom }: { view: BoardView; asset: Asset; zoom: PaneZoom }) {
  return (
    <figure className="flex min-h-0 min-w-0 flex-col gap-1.5">
      <div className="min-h-0 grow">
        <ZoomPane zoom={zoom} doubleTap>
          <CompareMedia view={view} asset={asset} />
        </ZoomPane>
      </div>
      <figcaption className="truncate text-center text-small text-soft">{versionTitle(asset)}</figcaption>
    </figure>
  )
}
