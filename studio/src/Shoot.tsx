import { pendingCheckpoint, type SessionSummary, type SessionView, STAGES } from '@fashion-shoot/protocol'
import { lazy, type ReactNode, Suspense } from 'react'
import { Board } from './board/Board.tsx'
import { StageRail } from './board/StageRail.tsx'
import { ConnectionNote } from './conversation/ConnectionNote.tsx'
import { troubleNow } from './conversation/troubleNow.ts'
import { PhoneBarProvider } from './decide/PhoneBar.tsx'
import type { Look } from './looking/LookContext.ts'
import { Looking } from './looking/Looking.tsx'
import type { Connection } from './session/followEvents.ts'
import { useIsWide } from './shared/useIsWide.ts'
import { planBoard, type StageState, stageState } from './shoot/boardPlan.ts'

/** Comes while the shoot itself is asked for. */
const conversation = import('./conversation/Conversation.tsx').then((module) => ({ default: module.Conversation }))
const Conversation = lazy(() => conversation)

/** Only a phone has it, and only when there is trouble. */
const TroubleNote = lazy(() =>
  import('./conversation/TroubleNote.tsx').then((module) => ({ default: module.TroubleNote })),
)

type ShootProps = {
  session: SessionSummary
  view: SessionView
  connection: Connection
  /** What is looked at; null while nothing is. */
  at: Look | null
  onLook(look: Look | null): void
  /** What is to know before all else, above the conversation. */
  banner: ReactNode
  /** What stands where a shoot that goes on has the field for a message. */
  foot?: ReactNode
}

/** How a shoot is shown: its stages, its board and its conversation. */
export function Shoot({ session, view, connection, at, onLook, banner, foot }: ShootProps) {
  const isWide = useIsWide()
  const trouble = troubleNow(view)
  const plan = planBoard(view)
  const states = Object.fromEntries(STAGES.map((stage) => [stage, stageState(view, plan, stage)]))
  return (
    <PhoneBarProvider checkpointId={view.running ? undefined : pendingCheckpoint(view)?.id}>
      <div className="max-wide:pb-36 wide:grid wide:h-dvh wide:grid-rows-[auto_minmax(0,1fr)] wide:grid-cols-[4.25rem_minmax(0,1fr)_clamp(20rem,27vw,25rem)]">
        <StageRail states={states as Record<(typeof STAGES)[number], StageState>} />
        <div className="sticky top-0 z-20 wide:hidden">
          <ConnectionNote connection={connection} />
          {trouble && !isWide && (
            <Suspense>
              <TroubleNote key={trouble.message} sessionId={session.id} trouble={trouble} />
            </Suspense>
          )}
        </div>
        <div className="border-line empty:hidden max-wide:px-4 max-wide:pt-4 wide:col-start-3 wide:row-start-1 wide:border-b wide:border-l wide:bg-sheet wide:px-5 wide:py-2.5">
          {banner}
        </div>
        {/* Positioned, as the conversation's list is: else the words for screen readers in it would stretch the document. */}
        <div className="relative wide:col-start-2 wide:row-span-2 wide:row-start-1 wide:min-h-0 wide:overflow-y-auto">
          <Looking sessionId={session.id} view={view} at={at} onLook={onLook}>
            <Board session={session} view={view} />
          </Looking>
        </div>
        <Suspense
          fallback={<aside className="border-line wide:col-start-3 wide:row-start-2 wide:border-l wide:bg-sheet" />}
        >
          <Conversation session={session} view={view} connection={connection} foot={foot} />
        </Suspense>
      </div>
    </PhoneBarProvider>
  )
}
