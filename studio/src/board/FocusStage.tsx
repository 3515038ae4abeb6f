import { activeAsset, type Checkpoint, type Slot, type Stage } from '@fashion-shoot/protocol'
import type { CSSProperties } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { Button } from '../shared/Button.tsx'
import { type BoardView, hasFailed, isWorking, slotsOf } from './boardPlan.ts'
import { DecisionBar } from './DecisionBar.tsx'
import { StageGrid } from './StageGrid.tsx'
import { STAGE_WORDS } from './stageWords.ts'

type FocusStageProps = {
  sessionId: string
  view: BoardView
  stage: Stage
  /** What waits for a decision, if something does. */
  checkpoint: Checkpoint | undefined
  onActivate(slot: Slot, version: number): void
  onRetry(): void
}

/**
 * The one stage that matters now, as large as the page allows, with its decision. `--around` is the height of all that stands
 * above and below its pictures; above the film the strip has two lines.
 */
export function FocusStage({ sessionId, view, stage, checkpoint, onActivate, onRetry }: FocusStageProps) {
  const film = stage === 'film' ? activeAsset(view, 'film') : undefined
  const words = STAGE_WORDS[stage]
  return (
    <section
      id={`stage-${stage}`}
      aria-labelledby="focus-title"
      style={{ '--around': stage === 'film' ? '25.75rem' : '21.75rem' } as CSSProperties}
      className={`-mx-3 mt-4 scroll-mt-6 rounded-card border p-3 transition wide:-mx-4 wide:p-4 ${
        checkpoint ? 'border-line bg-sheet shadow-lift' : 'border-transparent'
      }`}
    >
      <div className="mb-3 flex flex-wrap items-baseline gap-x-2.5">
        <h2 id="focus-title" className="font-medium text-body">
          {checkpoint ? words.ready : words.title}
        </h2>
        <p className="text-soft">{checkpoint ? 'approve, or say what to change' : stateWords(view, stage)}</p>
        {film && (
          <a href={`${mediaUrl(film.id)}?download`} className="ml-auto text-soft underline-offset-4 hover:underline">
            Download the film
          </a>
        )}
      </div>
      <StageGrid view={view} stage={stage} size="large" onActivate={onActivate} />
      {!view.running && slotsOf(view, stage).some((slot) => hasFailed(view, slot)) && (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
      {checkpoint && (
        <DecisionBar key={checkpoint.id} sessionId={sessionId} checkpoint={checkpoint} waiting={view.running} />
      )}
    </section>
  )
}

/** What is going on in a stage that waits for nobody. */
function stateWords(view: BoardView, stage: Stage): string {
  const slots = slotsOf(view, stage)
  const ready = slots.filter((slot) => activeAsset(view, slot) !== undefined).length
  if (slots.some((slot) => isWorking(view, slot))) {
    return slots.length === 1 ? 'being made' : `being made · ${ready} of ${slots.length}`
  }
  if (ready === slots.length) {
    const last = view.checkpoints.findLast((checkpoint) => checkpoint.stage === stage)
    return last?.state === 'approved' ? 'approved' : ''
  }
  return view.running ? 'next' : 'not made yet'
}
