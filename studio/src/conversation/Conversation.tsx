import { pendingCheckpoint, type SessionSummary, type SessionView } from '@fashion-shoot/protocol'
import { type ReactNode, Suspense } from 'react'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { DecisionSwitch } from '../decide/DecisionSwitch.tsx'
import { MESSAGE_BAR, usePhoneBar } from '../decide/PhoneBar.tsx'
import type { Connection } from '../session/followEvents.ts'
import { useSay } from '../session/useSay.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { RETRY_WORDS } from '../shared/retryWords.ts'
import { Composer } from './Composer.tsx'
import { ConnectionNote } from './ConnectionNote.tsx'
import { ConversationList } from './ConversationList.tsx'
import { StatusLine } from './StatusLine.tsx'

type ConversationProps = {
  session: SessionSummary
  view: SessionView
  connection: Connection
  /** In place of where to write, where nobody answers. */
  foot?: ReactNode
}

/** The talk with the director: what was said, what goes on, and where to write. */
export function Conversation({ session, view, connection, foot }: ConversationProps) {
  const sessionId = session.id
  const saying = useSay(sessionId)
  useForgottenErrors(view.running, saying)
  const { bar } = usePhoneBar()

  return (
    <aside
      aria-label="Director"
      className="border-line max-wide:border-t wide:col-start-3 wide:row-start-2 wide:flex wide:min-h-0 wide:flex-col wide:border-l wide:bg-sheet"
    >
      <Suspense fallback={<div className="grow" />}>
        <ConversationList sessionId={sessionId} view={view} onRetry={() => saying.mutate(RETRY_WORDS)} />
      </Suspense>
      <div
        {...MESSAGE_BAR}
        className={`border-line bg-sheet px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-10 max-wide:border-t max-wide:shadow-lift wide:px-5 wide:pb-5 ${bar === 'decision' ? 'max-wide:hidden' : ''}`}
      >
        {foot ?? (
          <>
            {saying.error && <ProblemNote problem={saying.error.problem} className="mb-3" />}
            <ConnectionNote connection={connection} className="max-wide:hidden" />
            <div className="flex items-center justify-between gap-3">
              <StatusLine view={view} connection={connection} />
              {!view.running && pendingCheckpoint(view) && <DecisionSwitch />}
            </div>
            <div className="mt-1 wide:mt-2">
              <Composer sessionId={sessionId} view={view} />
            </div>
          </>
        )}
      </div>
    </aside>
  )
}
