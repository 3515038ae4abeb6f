import { type Slot, slotName } from '@fashion-shoot/protocol'
import { usePick } from './ChangeProvider.tsx'

/** In the corner of a picture that can be picked to be changed: an empty ring, or a full one, and then a frame around the picture. */
export function PickMark({ slot }: { slot: Slot }) {
  const pick = usePick(slot)
  if (pick === null) return null
  return (
    <>
      {pick.picked && (
        <span
          className="pointer-events-none absolute inset-0 z-1 rounded-[inherit] border-3 border-accent"
          aria-hidden="true"
        />
      )}
      <button
        type="button"
        aria-pressed={pick.picked}
        aria-label={`Change ${slotName(slot)}`}
        title={`Change ${slotName(slot)}`}
        onClick={pick.toggle}
        className="absolute top-0 right-0 z-1 grid size-10 place-items-center focus-visible:outline-white focus-visible:-outline-offset-4"
      >
        <span
          className={`grid size-5 place-items-center rounded-full border-[1.5px] border-white shadow-[0_0_3px_rgb(0_0_0/0.4)] transition ${pick.picked ? 'bg-accent' : 'bg-shade/25'}`}
        >
          {pick.picked && (
            <svg viewBox="0 0 12 12" className="size-3 text-white" aria-hidden="true">
              <path
                d="M2.5 6.2l2.4 2.4 4.6-5"
                className="fill-none stroke-current"
                strokeWidth="1.6"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          )}
        </span>
      </button>
    </>
  )
}
