import { pendingCheckpoint, STAGES } from '@fashion-shoot/protocol'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Board } from './board/Board.tsx'
import { planBoard, type StageState, stageState } from './board/boardPlan.ts'
import { StageRail } from './board/StageRail.tsx'
import { ConnectionNote } from './conversation/ConnectionNote.tsx'
import { troubleNow } from './conversation/troubleNow.ts'
import { ModelsProvider } from './decide/ModelsProvider.tsx'
import { PhoneBarProvider } from './decide/PhoneBar.tsx'
import { Looking } from './looking/Looking.tsx'
import { useLookAddress } from './looking/useLookAddress.ts'
import { MoneyProvider } from './money/MoneyProvider.tsx'
import { useSession } from './session/useSession.ts'
import { Button } from './shared/Button.tsx'
import { HealthBanner } from './shared/HealthBanner.tsx'
import { Nothing } from './shared/Nothing.tsx'
import { SignInLink } from './shared/SignInLink.tsx'
import { titleOf } from './shared/titleOf.ts'
import { useHealth } from './shared/useHealth.ts'
import { useIsWide } from './shared/useIsWide.ts'
import { usePageTitle } from './shared/usePageTitle.ts'

/** Comes while the shoot itself is asked for. */
const conversation = import('./conversation/Conversation.tsx').then((module) => ({ default: module.Conversation }))
const Conversation = lazy(() => conversation)

/** Only a phone has it, and only when there is trouble. */
const TroubleNote = lazy(() =>
  import('./conversation/TroubleNote.tsx').then((module) => ({ default: module.TroubleNote })),
)

const route = getRouteApi('/shoots/$sessionId')

/** One shoot: the stages, the board and the conversation. */
export function ShootPage() {
  const { sessionId } = route.useParams()
  const { phase, session, view, connection, problem, reopen } = useSession(sessionId)
  const health = useHealth()
  const { at, onLook } = useLookAddress()
  const isWide = useIsWide()
  usePageTitle(session === null ? 'Shoot' : titleOf(session))

  if (phase === 'gone') {
    return session === null ? (
      <Nothing title="This shoot is not here" words="It was deleted, or the address is not quite right." />
    ) : (
      <Nothing
        title="This shoot was deleted"
        words={`“${titleOf(session)}” was deleted elsewhere, with all its files. Your other shoots are as they were.`}
      />
    )
  }
  if (phase === 'failed' && problem?.status === 401) {
    return (
      <Nothing title="You are signed out" words="Sign in in a new tab, then try again here.">
        <Button onClick={reopen}>Try again</Button>
        <SignInLink />
      </Nothing>
    )
  }
  if (phase === 'failed' && problem !== null) {
    return (
      <Nothing title="The shoot could not be opened" words={`${problem.detail} ${problem.hint}`}>
        <Button onClick={reopen}>Try again</Button>
      </Nothing>
    )
  }
  if (session === null) return null

  const trouble = troubleNow(view)
  const plan = planBoard(view)
  const states = Object.fromEntries(STAGES.map((stage) => [stage, stageState(view, plan, stage)]))
  return (
    <ModelsProvider session={session} onChanged={reopen}>
      <MoneyProvider session={session} view={view}>
        <PhoneBarProvider checkpointId={pendingCheckpoint(view)?.id}>
          <div className="max-wide:pb-36 wide:grid wide:h-dvh wide:grid-rows-[auto_minmax(0,1fr)] wide:grid-cols-[4.25rem_minmax(0,1fr)_clamp(20rem,27vw,25rem)]">
            <StageRail states={states as Record<(typeof STAGES)[number], StageState>} />
            <div className="sticky top-0 z-20 wide:hidden">
              <ConnectionNote connection={connection} />
              {trouble && !isWide && (
                <Suspense>
                  <TroubleNote key={trouble.message} sessionId={sessionId} trouble={trouble} />
                </Suspense>
              )}
            </div>
            <HealthBanner
              health={health}
              className="border-line max-wide:px-4 max-wide:pt-4 wide:col-start-3 wide:row-start-1 wide:border-b wide:border-l wide:bg-sheet wide:px-5 wide:py-2.5"
            />
            {/* Positioned, as the conversation's list is: else the words for screen readers in it would stretch the document. */}
            <div className="relative wide:col-start-2 wide:row-span-2 wide:row-start-1 wide:min-h-0 wide:overflow-y-auto">
              <Looking sessionId={sessionId} view={view} at={at} onLook={onLook}>
                <Board session={session} view={view} />
              </Looking>
            </div>
            <Suspense
              fallback={<aside className="border-line wide:col-start-3 wide:row-start-2 wide:border-l wide:bg-sheet" />}
            >
              <Conversation session={session} view={view} connection={connection} />
            </Suspense>
          </div>
        </PhoneBarProvider>
      </MoneyProvider>
    </ModelsProvider>
  )
}
