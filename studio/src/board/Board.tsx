import { pendingCheckpoint, type SessionSummary, type SessionView, type Slot } from '@fashion-shoot/protocol'
import { memo } from 'react'
import { useActivate, useSay } from '../api/mutations.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { RETRY_WORDS } from '../shared/retryWords.ts'
import { AheadStage } from './AheadStage.tsx'
import { planBoard } from './boardPlan.ts'
import { FocusStage } from './FocusStage.tsx'
import { ShootHeader } from './ShootHeader.tsx'
import { Strip } from './Strip.tsx'

type BoardProps = { session: SessionSummary; view: SessionView; free: boolean }

/** The shoot as pictures: what is done in a strip, what matters now large, what is to come in outlines. */
export const Board = memo(function Board({ session, view, free }: BoardProps) {
  const activation = useActivate(session.id)
  const retrial = useSay(session.id)
  const error = activation.error ?? retrial.error
  const { done, focus, ahead } = planBoard(view)

  function activate(slot: Slot, version: number) {
    retrial.reset()
    activation.mutate({ slot, version })
  }

  function retry() {
    activation.reset()
    retrial.mutate(RETRY_WORDS)
  }

  return (
    <main className="mx-auto w-full max-w-6xl px-4 py-5 wide:px-9 wide:py-6">
      <ShootHeader
        session={session}
        spentUsd={view.spend.sessionUsd}
        budgetUsd={view.budgetUsd ?? session.budgetUsd}
        free={free}
      />
      {error && <ProblemNote problem={error.problem} className="mt-4" />}
      <div className="mt-5">
        <Strip view={view} done={done} onActivate={activate} />
      </div>
      <FocusStage
        sessionId={session.id}
        view={view}
        stage={focus}
        checkpoint={pendingCheckpoint(view)}
        onActivate={activate}
        onRetry={retry}
      />
      {ahead.map((stage, index) => (
        <AheadStage key={stage} view={view} stage={stage} after={ahead[index - 1] ?? focus} onActivate={activate} />
      ))}
    </main>
  )
}, sameBoard)

/** Words that stream change nothing on the board. */
function sameBoard(before: BoardProps, after: BoardProps): boolean {
  const keys = ['slots', 'assets', 'references', 'checkpoints', 'running', 'spend', 'budgetUsd'] as const
  const sameShoot = before.session === after.session && before.free === after.free
  return sameShoot && keys.every((key) => before.view[key] === after.view[key])
}
