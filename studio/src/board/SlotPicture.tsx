import { activeAsset, isStale, type Slot, stageOfSlot } from '@fashion-shoot/protocol'
import { type BoardView, isWorking, ratioOf } from './boardPlan.ts'
import { ProgressBar } from './ProgressBar.tsx'
import { SlotMedia } from './SlotMedia.tsx'
import { slotCaption, slotTitle } from './stageWords.ts'
import { VersionMarks } from './VersionMarks.tsx'

type SlotPictureProps = {
  view: BoardView
  slot: Slot
  size: 'large' | 'small'
  onActivate(slot: Slot, version: number): void
}

/** One slot at its true shape: an outline until something is in it, then its active version with what is to know about it. */
export function SlotPicture({ view, slot, size, onActivate }: SlotPictureProps) {
  const held = view.slots[slot]
  const asset = activeAsset(view, slot)
  const caption = slotCaption(slot)
  const large = size === 'large'
  const alt = [slotTitle(slot), caption?.words, asset && `version ${asset.version}`].filter(Boolean).join(', ')
  const several = held !== undefined && held.versions.length > 1
  return (
    <figure
      data-testid={`slot-${slot}`}
      className={`relative overflow-hidden ${large ? 'rounded-card' : 'rounded-inner'} ${asset ? 'bg-well' : 'border border-outline border-dashed'}`}
      style={{ aspectRatio: ratioOf(view, slot) }}
    >
      {asset && <SlotMedia view={view} asset={asset} alt={alt} />}
      {asset && large && caption && (
        <figcaption className="on-picture edge-shade pointer-events-none absolute inset-x-0 top-0 flex gap-1.5 px-2.5 pt-2 pb-5 text-small [--edge:to_top]">
          <span className="font-medium tabular-nums">{caption.number}</span>
          <span className="max-sm:hidden">{caption.words}</span>
        </figcaption>
      )}
      {!asset && caption && <EmptyCaption slot={slot} large={large} />}
      {asset && isStale(view, asset) && <StaleMark large={large} />}
      {large && (
        <div
          className={`pointer-events-none absolute inset-x-0 bottom-0 flex flex-col gap-2 p-2.5 *:pointer-events-auto ${
            asset && isWorking(view, slot) ? 'edge-shade [--edge:to_bottom]' : ''
          }`}
        >
          {several && asset?.slot !== 'film' && (
            <VersionMarks
              slot={slot}
              held={held}
              assets={view.assets}
              on="picture"
              disabled={view.running}
              onActivate={onActivate}
            />
          )}
          <SlotProgress view={view} slot={slot} onPicture={asset !== undefined} />
        </div>
      )}
    </figure>
  )
}

function EmptyCaption({ slot, large }: { slot: Slot; large: boolean }) {
  const caption = slotCaption(slot)
  return (
    <figcaption className="absolute inset-0 grid place-items-center p-1 text-center text-small text-soft">
      {large || stageOfSlot(slot) === 'clips' ? caption?.words : caption?.number}
    </figcaption>
  )
}

/** The word where it fits, a sign on a narrower picture. */
function StaleMark({ large }: { large: boolean }) {
  return (
    <span
      className={`@container pointer-events-none absolute flex justify-end ${large ? 'inset-x-2 top-2' : 'inset-x-1 top-1'}`}
    >
      <span
        title="Stale: made from something that has been replaced since. Ask the director to make it again."
        className={`pointer-events-auto rounded-inner bg-shade/80 text-small text-white ${large ? 'px-2 py-0.5' : 'px-0.5 py-0.5 @min-[2.5rem]:px-1 @min-[2.5rem]:py-0'}`}
      >
        <span className="sr-only @min-[2.5rem]:not-sr-only">Stale</span>
        <svg viewBox="0 0 12 12" className="size-3 @min-[2.5rem]:hidden" aria-hidden="true">
          <path
            d="M9.5 6a3.5 3.5 0 1 1-1-2.5M8.7 1.5v2.2H6.5"
            className="fill-none stroke-current"
            strokeWidth="1.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </span>
    </span>
  )
}

function SlotProgress({ view, slot, onPicture }: { view: BoardView; slot: Slot; onPicture: boolean }) {
  const progress = view.slots[slot]?.progress
  if (progress === undefined) return null
  if (progress.state === undefined) {
    if (!isWorking(view, slot)) return null
    return <ProgressBar label={`Making ${slotTitle(slot)}`} progress={progress} onPicture={onPicture} />
  }
  const failed = progress.state === 'failed'
  return (
    <p
      className={`rounded-inner text-small ${onPicture ? 'bg-shade/80 px-2 py-1 text-white' : failed ? 'text-accent' : 'text-soft'}`}
    >
      {failed ? `Failed: ${progress.message ?? 'no reason was given'}` : 'Stopped'}
    </p>
  )
}
