import type { Asset } from '@fashion-shoot/protocol'
import { stageOfSlot } from '@fashion-shoot/protocol'
import { useEffect, useRef } from 'react'
import { isStill } from '../shared/isStill.ts'
import { versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { lookablesOf, placeOf } from './lookables.ts'
import { Thumb } from './Thumb.tsx'

type FilmstripProps = { view: BoardView; current: Asset; onLook(asset: Asset): void }

/** The whole shoot as a strip, stage by stage; what is looked at stays in its middle. */
export function Filmstrip({ view, current, onLook }: FilmstripProps) {
  const all = lookablesOf(view)
  const place = placeOf(all, current)
  const marked = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is scrolled to when another is looked at.
  useEffect(() => {
    marked.current?.scrollIntoView({ inline: 'center', block: 'nearest', behavior: isStill() ? 'instant' : 'smooth' })
  }, [place])
  return (
    <nav
      aria-label="All pictures"
      className="flex overflow-x-auto px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] [scrollbar-width:none] wide:py-3"
    >
      <div className="mx-auto flex gap-1">
        {all.map((asset, index) => (
          <button
            key={asset.slot ?? asset.id}
            ref={index === place ? marked : null}
            type="button"
            tabIndex={index === place ? 0 : -1}
            aria-current={index === place}
            aria-label={versionTitle(asset)}
            title={versionTitle(asset)}
            onClick={() => onLook(asset)}
            style={{ aspectRatio: asset.width / asset.height }}
            className={`relative h-11 shrink-0 overflow-hidden rounded-inner bg-well transition wide:h-14 ${
              index === place ? 'ring-2 ring-accent ring-offset-2 ring-offset-paper' : 'opacity-70 hover:opacity-100'
            } ${isFirstOfStage(all, index) ? 'ml-3' : ''}`}
          >
            <Thumb view={view} asset={asset} />
          </button>
        ))}
      </div>
    </nav>
  )
}

function isFirstOfStage(all: Asset[], index: number): boolean {
  const stageAt = (at: number) => {
    const slot = all[at]?.slot
    return slot == null ? null : stageOfSlot(slot)
  }
  return index > 0 && stageAt(index) !== stageAt(index - 1)
}
