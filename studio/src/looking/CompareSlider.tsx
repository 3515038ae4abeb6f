import type { Asset } from '@fashion-shoot/protocol'
import { type Ref, useImperativeHandle, useState } from 'react'
import type { BoardView } from '../board/boardPlan.ts'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { versionTitle } from './assetWords.ts'
import { CompareMedia } from './CompareMedia.tsx'
import { Divider } from './Divider.tsx'
import { dividerRange, shareBefore } from './dividerPlace.ts'
import { pressZoomKey } from './pressZoomKey.ts'
import { useZoom } from './useZoom.ts'
import { ZoomButtons } from './ZoomButtons.tsx'
import { ZoomPane } from './ZoomPane.tsx'

export type CompareProps = { view: BoardView; left: Asset; right: Asset; keys: Ref<KeyTaker> }

/** Two pictures on each other, parted by a line that stays in sight however close one looks. */
export function CompareSlider({ view, left, right, keys }: CompareProps) {
  const zoom = useZoom(right, right.id)
  const [at, setAt] = useState(0.5)
  useImperativeHandle(keys, () => ({ press: (event) => pressZoomKey([zoom], event) }))
  const range = zoom.zoom && zoom.size && dividerRange(zoom.zoom, zoom.size, right)
  const share =
    range && zoom.zoom && zoom.size
      ? shareBefore(range.from + at * (range.to - range.from), zoom.zoom, zoom.size, right)
      : at
  return (
    <>
      <ZoomPane zoom={zoom} doubleTap>
        <CompareMedia view={view} asset={right} />
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
          <CompareMedia view={view} asset={left} />
        </div>
      </ZoomPane>
      <Side of={left} className="left-2" />
      <Side of={right} className="right-2" />
      {range && <Divider at={at} range={range} left={versionTitle(left)} right={versionTitle(right)} onMove={setAt} />}
      <ZoomButtons zoom={zoom} />
    </>
  )
}

function Side({ of, className }: { of: Asset; className: string }) {
  const words = of.slot === null ? versionTitle(of) : `Version ${of.version}`
  return (
    <span
      aria-hidden="true"
      className={`pointer-events-none absolute bottom-2 rounded-inner bg-shade/70 px-2 py-0.5 text-small text-white ${className}`}
    >
      {words}
    </span>
  )
}
