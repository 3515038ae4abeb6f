import type { Asset } from '@fashion-shoot/protocol'
import { type CSSProperties, type Ref, useImperativeHandle, useState } from 'react'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { CompareMedia } from './CompareMedia.tsx'
import { Divider } from './Divider.tsx'
import { dividerRange, footOf, shareBefore } from './dividerPlace.ts'
import { pressZoomKey } from './pressZoomKey.ts'
import { type PaneZoom, useZoom } from './useZoom.ts'
import { ZoomButtons } from './ZoomButtons.tsx'
import { ZoomPane } from './ZoomPane.tsx'

export type CompareProps = { view: BoardView; left: Asset; right: Asset; keys: Ref<KeyTaker> }

/** Two pictures on each other, parted by a line that stays in sight however close one looks. */
export function CompareSlider({ view, left, right, keys }: CompareProps) {
  const zoom = useZoom(right, right.id)
  const [at, setAt] = useState(0.5)
  useImperativeHandle(keys, () => ({ press: (event) => pressZoomKey([zoom], event) }))
  return (
    <>
      <ZoomPane zoom={zoom} doubleTap>
        <CompareMedia view={view} asset={right} />
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${(1 - shareOf(zoom, at)) * 100}% 0 0)` }}>
          <CompareMedia view={view} asset={left} />
        </div>
      </ZoomPane>
      <Parting zoom={zoom} at={at} left={left} right={right} onMove={setAt} />
      <ZoomButtons zoom={zoom} />
    </>
  )
}

/** How much of the picture is the left one, from 0 to 1. */
function shareOf({ zoom, size, picture }: PaneZoom, at: number): number {
  if (zoom === null || size === null) return at
  const { from, to } = dividerRange(zoom, size, picture)
  return shareBefore(from + at * (to - from), zoom, size, picture)
}

type PartingProps = { zoom: PaneZoom; at: number; left: Asset; right: Asset; onMove(at: number): void }

/** The divider, and what lies on either side of it. */
function Parting({ zoom: { zoom, size, picture }, at, left, right, onMove }: PartingProps) {
  if (zoom === null || size === null) return null
  const range = dividerRange(zoom, size, picture)
  const bottom = footOf(zoom, size, picture)
  return (
    <>
      <Side of={left} place={{ left: range.from, bottom }} />
      <Side of={right} place={{ right: size.width - range.to, bottom }} />
      <Divider at={at} range={range} left={versionTitle(left)} right={versionTitle(right)} onMove={onMove} />
    </>
  )
}

function Side({ of, place }: { of: Asset; place: CSSProperties }) {
  return (
    <span
      aria-hidden="true"
      style={place}
      className="pointer-events-none absolute m-2 rounded-inner bg-shade/70 px-2 py-0.5 text-small text-white"
    >
      {of.slot === null ? versionTitle(of) : `Version ${of.version}`}
    </span>
  )
}
