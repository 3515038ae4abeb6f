import type { Asset } from '@fashion-shoot/protocol'
import { useIsRecording } from '../session/RecordingContext.ts'
import { moment } from '../shared/format.ts'
import { staleWords } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import type { Look } from './LookContext.ts'
import { versionsOf } from './lookables.ts'
import { Thumb } from './Thumb.tsx'

type VersionStripProps = {
  view: BoardView
  current: Asset
  onLook(look: Look): void
  onActivate(asset: Asset): void
}

const ACTION =
  'rounded-inner text-soft underline-offset-4 hover:text-ink hover:underline disabled:pointer-events-none disabled:opacity-40'

/** The versions in a slot, newest first: which one is active, which are stale and why, and what can be done with each. */
export function VersionStrip({ view, current, onLook, onActivate }: VersionStripProps) {
  const fixed = useIsRecording()
  const versions = versionsOf(view, current).toReversed()
  const activeId = current.slot === null ? null : view.slots[current.slot]?.activeId
  return (
    <ul className="grid gap-3">
      {versions.map((asset) => {
        const stale = staleWords(view, asset)
        const isActive = asset.id === activeId
        return (
          <li key={asset.id} className="flex gap-3">
            <button
              type="button"
              aria-label={`Look at version ${asset.version}`}
              aria-current={asset.id === current.id}
              onClick={() => onLook({ look: asset.id })}
              style={{ aspectRatio: asset.width / asset.height }}
              className={`relative h-14 max-w-24 shrink-0 overflow-hidden rounded-inner bg-well ${
                asset.id === current.id ? 'ring-2 ring-accent ring-offset-2 ring-offset-paper' : ''
              }`}
            >
              <Thumb view={view} asset={asset} />
            </button>
            <div className="min-w-0 text-small">
              <p>
                <span className="font-medium">Version {asset.version}</span>
                <span className="text-soft"> · {isActive ? 'active' : moment(asset.createdAt)}</span>
              </p>
              {stale !== null && <p className="text-soft">Stale: {stale}</p>}
              <p className="mt-1 flex gap-3">
                {!isActive && !fixed && (
                  <button type="button" disabled={view.running} className={ACTION} onClick={() => onActivate(asset)}>
                    Make active
                  </button>
                )}
                {asset.id !== current.id && (
                  <button
                    type="button"
                    className={ACTION}
                    onClick={() => onLook({ look: current.id, beside: asset.id })}
                  >
                    Compare
                  </button>
                )}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
