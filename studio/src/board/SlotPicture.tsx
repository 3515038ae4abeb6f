import { activeAsset, type Slot, stageOfSlot } from '@fashion-shoot/protocol'
import { PickMark } from '../decide/PickMark.tsx'
import { staleWords } from '../shoot/assetWords.ts'
import { type BoardView, isWorking, ratioOf } from '../shoot/boardPlan.ts'
import { slotCaption, slotTitle } from '../shoot/stageWords.ts'
import { SlotMedia } from './SlotMedia.tsx'
import { SlotPrice } from './SlotPrice.tsx'
import { SlotProgress } from './SlotProgress.tsx'
import { StaleMark } from './StaleMark.tsx'
import { shortState, slotState } from './slotState.ts'
import { VersionMarks } from './VersionMarks.tsx'

type SlotPictureProps = {
  view: BoardView
  slot: Slot
  size: 'large' | 'small'
  /** As in the attribute `sizes` of an image: how wide it is shown. */
  sizes: string
  onActivate(slot: Slot, version: number): void
}

/**
 * One slot at its true shape: an outline until something is in it, then its active version with what is to know about it; at its foot, but
 * for a made film, whose foot is its player's.
 */
export function SlotPicture({ view, slot, size, sizes, onActivate }: SlotPictureProps) {
  const held = view.slots[slot]
  const asset = activeAsset(view, slot)
  const caption = slotCaption(slot)
  const large = size === 'large'
  const alt = [slotTitle(slot), caption?.words, asset && `version ${asset.version}`].filter(Boolean).join(', ')
  const stale = asset ? staleWords(view, asset) : null
  const isFilm = slot === 'film'
  const several = held !== undefined && held.versions.length > 1
  return (
    <figure
      data-testid={`slot-${slot}`}
      className={`@container relative overflow-hidden ${large ? 'rounded-card' : 'rounded-inner'} ${asset ? 'bg-well' : 'border border-outline border-dashed'}`}
      style={{ aspectRatio: ratioOf(view, slot) }}
    >
      {asset && <SlotMedia view={view} asset={asset} alt={alt} sizes={sizes} controls={large} />}
      {asset && large && caption && (
        <figcaption className="on-picture edge-shade pointer-events-none absolute inset-x-0 top-0 flex gap-1.5 px-2.5 pt-2 pb-5 text-small [--edge:to_top]">
          <span className="font-medium tabular-nums">{caption.number}</span>
          <span className="max-sm:hidden">{caption.words}</span>
          <SlotPrice view={view} slot={slot} className="hidden max-sm:@max-[12rem]:inline" />
        </figcaption>
      )}
      {!asset && (large || caption) && <EmptyCaption view={view} slot={slot} large={large} />}
      {stale !== null && <StaleMark words={stale} large={large} />}
      {large && asset && <PickMark slot={slot} />}
      {large && (
        <div
          className={`pointer-events-none absolute inset-x-0 flex flex-col gap-2 p-2.5 *:pointer-events-auto ${
            isFilm && asset ? 'top-0 [--edge:to_top]' : 'bottom-0 [--edge:to_bottom]'
          } ${asset && isWorking(view, slot) ? 'edge-shade' : ''}`}
        >
          {asset && (
            <div className="flex flex-wrap items-center gap-2">
              {several && (
                <VersionMarks
                  view={view}
                  slot={slot}
                  held={held}
                  on="picture"
                  disabled={view.running}
                  onActivate={onActivate}
                />
              )}
              {/* On a small tile of a phone it stands beside the number: at the foot it would lie over the face. */}
              <SlotPrice
                view={view}
                slot={slot}
                className={`rounded-inner bg-shade/60 px-1.5 py-0.5 text-white ${caption ? 'max-sm:@max-[12rem]:hidden' : ''}`}
              />
            </div>
          )}
          <SlotProgress view={view} slot={slot} onPicture={asset !== undefined} />
        </div>
      )}
    </figure>
  )
}

/** What will be there: on a large one above what goes on with it; a small one, which has no room for both, says that in its place. */
function EmptyCaption({ view, slot, large }: { view: BoardView; slot: Slot; large: boolean }) {
  const caption = slotCaption(slot)
  const stage = stageOfSlot(slot)
  if (large) {
    return (
      <figcaption className="absolute inset-x-0 top-0 flex flex-wrap justify-between gap-x-3 p-2.5 text-small text-soft">
        <span>{caption?.words}</span>
        <SlotPrice view={view} slot={slot} />
      </figcaption>
    )
  }
  const going = shortState(slotState(view, stage, slot))
  return (
    <figcaption className="absolute inset-0 grid place-items-center p-1 text-center text-small text-soft">
      {going === '' ? (stage === 'clips' ? caption?.words : caption?.number) : going}
    </figcaption>
  )
}
