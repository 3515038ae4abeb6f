import type { Slot, Stage } from '@fashion-shoot/protocol'
import { Fragment, memo, type ReactNode, useEffect, useState } from 'react'
import { ClipRow } from '../film/ClipRow.tsx'
import { LookLink } from '../looking/LookLink.tsx'
import { Picture } from '../shared/Picture.tsx'
import { type BoardView, ratioOf, slotsOf } from '../shoot/boardPlan.ts'
import { STAGE_WORDS } from '../shoot/stageWords.ts'
import type { FoldIn } from './FoldIn.tsx'
import { SlotPicture } from './SlotPicture.tsx'
import { SpentOn } from './SpentOn.tsx'
import { VersionMarks } from './VersionMarks.tsx'

type StripProps = { view: BoardView; done: Stage[]; onActivate(slot: Slot, version: number): void }

/** As in the attribute of an image: a thumb of a wide sheet is this wide at most. */
const THUMB_SIZES = '11rem'

/** What the shoot rests on, folded to one line: the references and the stages that are done. */
export const Strip = memo(function Strip({ view, done, onActivate }: StripProps) {
  const roomy = !done.includes('frames')
  const arrivalOf = useArrivals(done)
  return (
    <div
      className={`-mx-4 flex gap-x-6 gap-y-3 overflow-x-auto px-4 pb-1 wide:mx-0 wide:flex-wrap wide:overflow-visible wide:px-0 ${
        roomy ? '[--thumb:4.5rem]' : '[--thumb:3rem]'
      }`}
    >
      <References view={view} />
      {done.map((stage) => {
        const Arrival = arrivalOf(stage)
        return (
          <Arrival key={stage}>
            <StripStage view={view} stage={stage} onActivate={onActivate} />
          </Arrival>
        )
      })}
    </div>
  )
})

/**
 * How each stage comes into the strip: what is there at first just stands there. What moves the others is loaded after the page has
 * been shown; where it can't be, they stand there too.
 */
function useArrivals(done: Stage[]): (stage: Stage) => typeof Fragment | typeof FoldIn {
  const [first] = useState(done)
  const [Arrival, setArrival] = useState<typeof FoldIn>()
  useEffect(() => {
    import('./FoldIn.tsx').then(
      (module) => setArrival(() => module.FoldIn),
      () => {},
    )
  }, [])
  return (stage) => (first.includes(stage) || Arrival === undefined ? Fragment : Arrival)
}

function References({ view }: { view: BoardView }) {
  const references = view.references.flatMap((id) => view.assets[id] ?? [])
  if (references.length === 0) return null
  return (
    <StripGroup title="References">
      {references.map((asset) => (
        <LookLink
          key={asset.id}
          asset={asset}
          title={asset.role ?? 'Reference'}
          className="block size-(--thumb) overflow-hidden rounded-inner bg-well"
        >
          <Picture
            asset={asset}
            alt={`Reference: ${asset.role ?? asset.fileName}`}
            sizes={THUMB_SIZES}
            className="object-top"
          />
        </LookLink>
      ))}
    </StripGroup>
  )
}

function StripStage({
  view,
  stage,
  onActivate,
}: {
  view: BoardView
  stage: Stage
  onActivate: StripProps['onActivate']
}) {
  const slots = slotsOf(view, stage)
  const [first] = slots
  const held = slots.length === 1 && first !== undefined ? view.slots[first] : undefined
  const marks = first !== undefined && held !== undefined && held.versions.length > 1
  return (
    <StripGroup
      id={`stage-${stage}`}
      title={STAGE_WORDS[stage].title}
      aside={
        <>
          {marks && (
            <VersionMarks
              view={view}
              slot={first}
              held={held}
              on="paper"
              disabled={view.running}
              onActivate={onActivate}
            />
          )}
          <SpentOn slots={slots} />
        </>
      }
    >
      {slots.map((slot) => (
        <div key={slot} style={{ width: `calc(var(--thumb) * ${ratioOf(view, slot)})` }}>
          <SlotPicture view={view} slot={slot} size="small" sizes={THUMB_SIZES} onActivate={onActivate} />
        </div>
      ))}
    </StripGroup>
  )
}

function StripGroup({
  id,
  title,
  aside,
  children,
}: {
  id?: string
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section id={id} aria-label={title} className="shrink-0 scroll-mt-6">
      <div className="mb-1.5 flex h-5.5 items-center gap-2">
        <h2 className="whitespace-nowrap text-small text-soft">{title}</h2>
        {aside}
      </div>
      <ClipRow className="flex gap-1.5">{children}</ClipRow>
    </section>
  )
}
