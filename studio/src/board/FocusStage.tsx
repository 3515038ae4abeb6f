import { activeAsset, type Checkpoint, type Slot, STAGE_NAMES, type Stage } from '@fashion-shoot/protocol'
import { type CSSProperties, lazy, Suspense, useRef } from 'react'
import { mediaUrl } from '../api/studioApi.ts'
import { SpeedCurveButton } from '../curve/SpeedCurveButton.tsx'
import { ChangeProvider } from '../decide/ChangeProvider.tsx'
import { Button } from '../shared/Button.tsx'
import { RETRY_WORDS } from '../shared/retryWords.ts'
import { leadOnFromPress } from '../shared/useFocusLedOn.ts'
import { type BoardView, hasEndedInVain, slotsOf } from '../shoot/boardPlan.ts'
import { STAGE_WORDS } from '../shoot/stageWords.ts'
import { RetryProvider } from './RetryProvider.tsx'
import { StageGrid } from './StageGrid.tsx'
import { StaleNote } from './StaleNote.tsx'
import { stageNow, workNow } from './slotState.ts'

/** Comes while the shoot itself is asked for. */
const decisionBar = import('../decide/DecisionBar.tsx').then((module) => ({ default: module.DecisionBar }))
const DecisionBar = lazy(() => decisionBar)
const PlanStage = lazy(() => import('../plan/PlanStage.tsx').then((module) => ({ default: module.PlanStage })))

type FocusStageProps = {
  sessionId: string
  view: BoardView
  stage: Stage
  /** What waits for a decision, if something does. */
  checkpoint: Checkpoint | undefined
  /** True where what the next stage orders is shown before it costs anything. */
  plansNext: boolean
  onActivate(slot: Slot, version: number): void
  /** Says to the director what to try again. */
  onRetry(words: string): void
}

/**
 * The one stage that matters now, as large as the page allows, with its decision. `--around` is the height of all that stands
 * above and below its pictures; above the film the strip has two lines.
 */
export function FocusStage({ sessionId, view, stage, checkpoint, plansNext, onActivate, onRetry }: FocusStageProps) {
  const film = stage === 'film' ? activeAsset(view, 'film') : undefined
  const words = STAGE_WORDS[stage]
  const heading = useRef<HTMLHeadingElement>(null)
  function retry(wanted: string) {
    leadOnFromPress(heading)
    onRetry(wanted)
  }
  const decidable = checkpoint !== undefined && !view.running
  const plan = checkpoint?.plan
  const isMade = slotsOf(view, stage).some((slot) => activeAsset(view, slot))
  const mayRetry = !view.running && !plan
  const ended = slotsOf(view, stage).filter((slot) => hasEndedInVain(view, slot))
  return (
    <section
      id={`stage-${stage}`}
      aria-labelledby="focus-title"
      {...(!plan && (checkpoint?.stage === 'frames' || checkpoint?.stage === 'clips') && { 'data-picking': '' })}
      style={{ '--around': stage === 'film' ? '25.75rem' : '21.75rem' } as CSSProperties}
      className={`-mx-3 mt-4 scroll-mt-6 rounded-card border p-3 transition wide:-mx-4 wide:p-4 ${
        checkpoint ? 'border-line bg-sheet shadow-lift' : 'border-transparent'
      }`}
    >
      <div className="mb-3 flex items-baseline gap-x-4">
        <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-2.5">
          <h2 ref={heading} id="focus-title" tabIndex={-1} className="font-medium text-body outline-none">
            {plan ? `The plan of the ${STAGE_NAMES[stage]}` : decidable ? words.ready : words.title}
          </h2>
          <p className="text-soft">
            {plan
              ? 'nothing is ordered yet'
              : decidable
                ? ASKED[stage]
                : checkpoint
                  ? workNow(view, stage)
                  : stageNow(view, stage)}
          </p>
          <StaleNote view={view} stage={stage} onAgain={checkpoint || view.running ? undefined : retry} />
        </div>
        {(stage === 'clips' || stage === 'film') && <SpeedCurveButton sessionId={sessionId} view={view} />}
        {film && (
          <a
            href={`${mediaUrl(film.id)}?download`}
            download
            className="shrink-0 text-soft underline-offset-4 hover:underline max-sm:hidden"
          >
            Download the film
          </a>
        )}
      </div>
      <ChangeProvider checkpoint={checkpoint}>
        {!plan && (
          <RetryProvider onRetry={mayRetry ? retry : null} of={ended.length}>
            <StageGrid view={view} stage={stage} size="large" onActivate={onActivate} />
          </RetryProvider>
        )}
        {mayRetry && ended.length > 1 && (
          <Button className="mt-4" onClick={() => retry(RETRY_WORDS)}>
            Try all {ended.length} again
          </Button>
        )}
        {plan && (
          <Suspense fallback={<div className="min-h-96" />}>
            <PlanStage
              key={checkpoint.id}
              sessionId={sessionId}
              view={view}
              checkpoint={checkpoint}
              plan={plan}
              heading={heading}
            >
              {isMade && <StageGrid view={view} stage={stage} size="small" onActivate={onActivate} />}
            </PlanStage>
          </Suspense>
        )}
        {checkpoint && !plan && (
          <Suspense fallback={<div className="min-h-17" />}>
            <DecisionBar
              key={checkpoint.id}
              sessionId={sessionId}
              checkpoint={checkpoint}
              waiting={view.running}
              heading={heading}
              plansNext={plansNext}
            />
          </Suspense>
        )}
      </ChangeProvider>
    </section>
  )
}

/** What the person can do at a checkpoint. */
const ASKED: Record<Stage, string> = {
  hero: 'approve, or say what to change',
  contact_sheet: 'approve, or say what to change',
  frames: 'pick any to change, or approve all',
  clips: 'pick any to make again, or approve all',
  film: 'approve, or say what to change',
}
