import type { SessionSummary, SessionView } from '@fashion-shoot/protocol'
import { useSay } from '../api/mutations.ts'
import type { Connection } from '../session/followEvents.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { RETRY_WORDS } from '../shared/retryWords.ts'
import { Composer } from './Composer.tsx'
import { ConversationList } from './ConversationList.tsx'
import { StatusLine } from './StatusLine.tsx'

type ConversationProps = { session: SessionSummary; view: SessionView; connection: Connection }

/** The talk with the director: what was said, what goes on, and where to write. */
export function Conversation({ session, view, connection }: ConversationProps) {
  const sessionId = session.id
  const retrial = useSay(sessionId)

  return (
    <aside
      aria-label="Director"
      className="border-line max-wide:border-t wide:col-start-3 wide:row-start-2 wide:flex wide:min-h-0 wide:flex-col wide:border-l wide:bg-sheet"
    >
      <ConversationList
        sessionId={sessionId}
        view={view}
        budgetUsd={view.budgetUsd ?? session.budgetUsd}
        onRetry={() => retrial.mutate(RETRY_WORDS)}
      />
      <div className="px-4 pt-2 pb-4 wide:px-5 wide:pb-5">
        {retrial.error && <ProblemNote problem={retrial.error.problem} className="mb-3" />}
        <StatusLine view={view} connection={connection} />
        <div className="mt-2">
          <Composer sessionId={sessionId} running={view.running} />
        </div>
      </div>
    </aside>
  )
}
