import { type Slot, STAGE_NAMES, type Stage } from '@fashion-shoot/protocol'
import { useMoney } from '../money/MoneyProvider.tsx'
import { aboutUsd } from '../money/prices.ts'
import { type BoardView, slotsOf } from '../shoot/boardPlan.ts'
import { STAGE_WORDS } from '../shoot/stageWords.ts'
import { StageGrid } from './StageGrid.tsx'
import { StaleNote } from './StaleNote.tsx'
import { stageNow } from './slotState.ts'

type AheadStageProps = {
  view: BoardView
  stage: Stage
  after: Stage
  onActivate(slot: Slot, version: number): void
  /** Says to the director what to make again; absent where a decision comes first, or while it is at work. */
  onAgain: ((words: string) => void) | undefined
}

/**
 * A stage that is to come, in outlines; or one that was made before an earlier stage was opened again. Outlines alone are not
 * worth a phone's height: there the conversation comes first.
 */
export function AheadStage({ view, stage, after, onActivate, onAgain }: AheadStageProps) {
  const { prices } = useMoney()
  const begun = slotsOf(view, stage).some((slot) => view.slots[slot] !== undefined)
  return (
    <section
      id={`stage-${stage}`}
      aria-label={STAGE_WORDS[stage].title}
      className={`mt-9 scroll-mt-6 ${begun ? '' : 'max-sm:hidden'}`}
    >
      <div className="mb-2.5 flex flex-wrap items-baseline gap-2.5">
        <h2 className="font-medium">{STAGE_WORDS[stage].title}</h2>
        <p className="text-soft">
          {begun ? stageNow(view, stage) : `after the ${STAGE_NAMES[after]}`}
          {!begun && prices && ` · ${aboutUsd(prices[stage])}`}
        </p>
        <StaleNote view={view} stage={stage} onAgain={onAgain} />
      </div>
      <StageGrid view={view} stage={stage} size="small" onActivate={onActivate} />
    </section>
  )
}
