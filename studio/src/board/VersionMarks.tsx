import type { Asset, Slot, SlotView } from '@fashion-shoot/protocol'
import { slotTitle } from './stageWords.ts'

type VersionMarksProps = {
  slot: Slot
  held: SlotView
  assets: Record<string, Asset>
  /** What the numbers lie on. */
  on: 'picture' | 'paper'
  disabled: boolean
  onActivate(slot: Slot, version: number): void
}

const LOOKS = {
  picture: { active: 'bg-white text-shade', other: 'bg-shade/70 text-white hover:bg-shade' },
  paper: { active: 'bg-ink text-paper', other: 'bg-well text-ink hover:bg-line' },
} as const

/** The versions in a slot as small numbers; pressing one makes it the one that counts. */
export function VersionMarks({ slot, held, assets, on, disabled, onActivate }: VersionMarksProps) {
  return (
    <fieldset aria-label={`Versions of ${slotTitle(slot)}`} className="flex flex-wrap gap-1">
      {held.versions.map((id) => {
        const version = assets[id]?.version
        if (version === undefined) return null
        const active = id === held.activeId
        return (
          <button
            key={id}
            type="button"
            aria-pressed={active}
            aria-label={`Version ${version}`}
            disabled={disabled || active}
            onClick={() => onActivate(slot, version)}
            className={`relative min-w-6 rounded-inner px-1.5 py-0.5 font-medium text-small tabular-nums after:absolute after:-inset-1.5 ${
              LOOKS[on][active ? 'active' : 'other']
            }`}
          >
            {version}
          </button>
        )
      })}
    </fieldset>
  )
}
