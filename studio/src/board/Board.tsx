import { pendingCheckpoint, type SessionSummary, type SessionView, type Slot } from '@fashion-shoot/protocol'
import { memo, useCallback, useMemo } from 'react'
import { useActivate } from '../api/mutations.ts'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { useLeftChange } from '../decide/useLeftChange.ts'
import { useSay } from '../session/useSay.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { planBoard } from '../shoot/boardPlan.ts'
import { AheadStage } from './AheadStage.tsx'
import { FocusStage } from './FocusStage.tsx'
import { ShootHeader } from './ShootHeader.tsx'
import { Strip } from './Strip.tsx'

type BoardProps = { session: SessionSummary; view: SessionView }

/** The shoot as pictures: what is done in a strip, what matters now large, what is to come in outlines. */
export const Board = memo(function Board({ session, view }: BoardProps) {
  const activation = useActivate(session.id)
  const saying = useSay(session.id)
  const error = activation.error ?? saying.error
  useForgottenErrors(view.running, activation, saying)
  useLeftChange(session.id, view.checkpoints)
  const { done, focus, ahead } = useMemo(() => planBoard(view), [view])
  const pending = pendingCheckpoint(view)

  const { mutate } = activation
  const { reset } = saying
  // The same at all times, so that the strip is not made anew when a price or an error comes.
  const activate = useCallback(
    (slot: Slot, version: number) => {
      reset()
      mutate({ slot, version })
    },
    [reset, mutate],
  )

  function say(words: string) {
    activation.reset()
    saying.mutate(words)
  }

  return (
    <main className="mx-auto w-full max-w-6xl px-4 py-5 wide:px-9 wide:py-6">
      <ShootHeader
        session={session}
        view={view}
        spentUsd={view.spend.sessionUsd}
        budgetUsd={view.budgetUsd ?? session.budgetUsd}
      />
      {error && <ProblemNote problem={error.problem} className="mt-4" />}
      <div className="mt-5">
        <Strip view={view} done={done} onActivate={activate} />
      </div>
      <FocusStage
        sessionId={session.id}
        view={view}
        stage={focus}
        checkpoint={pending}
        plansNext={session.stops === 'before_paid'}
        onActivate={activate}
        onRetry={say}
      />
      {ahead.map((stage, index) => (
        <AheadStage
          key={stage}
          view={view}
          stage={stage}
          after={ahead[index - 1] ?? focus}
          onActivate={activate}
          onAgain={pending || view.running ? undefined : say}
        />
      ))}
    </main>
  )
}, sameBoard)

/** Words that stream change nothing on the board. */
function sameBoard(before: BoardProps, after: BoardProps): boolean {
  const keys = ['slots', 'assets', 'references', 'checkpoints', 'running', 'spend', 'budgetUsd'] as const
  return before.session === after.session && keys.every((key) => before.view[key] === after.view[key])
}
