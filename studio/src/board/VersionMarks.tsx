import type { Asset, Slot, SlotView } from '@fashion-shoot/protocol'
import { comparedWith } from '../looking/comparedWith.ts'
import { useLook } from '../looking/LookContext.ts'
import { useIsRecording } from '../session/RecordingContext.ts'
import { Icon } from '../shared/Icon.tsx'
import { staleWords } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { slotTitle } from '../shoot/stageWords.ts'

type VersionMarksProps = {
  view: Pick<BoardView, 'slots' | 'assets'>
  slot: Slot
  held: SlotView
  /** What the numbers lie on. */
  on: 'picture' | 'paper'
  disabled: boolean
  onActivate(slot: Slot, version: number): void
}

const LOOKS = {
  picture: { active: 'bg-white text-shade', other: 'bg-shade/70 text-white hover:bg-shade' },
  paper: { active: 'bg-ink text-paper', other: 'bg-well text-ink hover:bg-line' },
} as const

const MARK = 'relative min-h-6 rounded-inner font-medium text-small after:absolute after:-inset-1.5'

/** The versions in a slot as small numbers: pressing one makes it the active one. The sign after them lays two side by side, where the picture leaves room for it. */
export function VersionMarks({ view, slot, held, on, disabled, onActivate }: VersionMarksProps) {
  const look = useLook()
  const fixed = useIsRecording()
  const versions = held.versions.flatMap((id) => view.assets[id] ?? [])
  const active = versions.find(({ id }) => id === held.activeId)
  const other = active && comparedWith(view, active)
  return (
    <fieldset aria-label={`Versions of ${slotTitle(slot)}`} className="flex flex-wrap gap-1 self-start">
      {versions.map((asset) => {
        const isActive = asset === active
        return (
          <button
            key={asset.id}
            type="button"
            aria-pressed={isActive}
            aria-label={`Version ${asset.version}`}
            title={markTitle(view, asset, isActive, fixed)}
            disabled={disabled || isActive || fixed}
            onClick={() => onActivate(slot, asset.version)}
            className={`min-w-6 px-1.5 py-0.5 tabular-nums ${MARK} ${LOOKS[on][isActive ? 'active' : 'other']}`}
          >
            {asset.version}
          </button>
        )
      })}
      {other && (
        <button
          type="button"
          aria-label={`Compare versions of ${slotTitle(slot)}`}
          title={`Compare version ${active.version} with ${other.version}`}
          aria-haspopup="dialog"
          onClick={() => look({ look: active.id, beside: other.id })}
          className={`grid size-6 place-items-center max-sm:@max-[12rem]:hidden ${MARK} ${LOOKS[on].other}`}
        >
          <Icon name="compare" className="size-3.5" />
        </button>
      )}
    </fieldset>
  )
}

/** Which one is active, what a press does, and what is stale. `fixed`: a press does nothing. */
function markTitle(view: VersionMarksProps['view'], asset: Asset, active: boolean, fixed: boolean): string {
  const stale = staleWords(view, asset)
  const state = active
    ? `Version ${asset.version} is active`
    : fixed
      ? `Version ${asset.version}`
      : `Make version ${asset.version} active`
  return stale === null ? state : `${state} · stale: ${stale}`
}
