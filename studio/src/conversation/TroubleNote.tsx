import { useSay } from '../session/useSay.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { RETRY_WORDS } from '../shared/retryWords.ts'
import { RecoverActions } from './RecoverActions.tsx'
import type { Trouble } from './troubleNow.ts'

/** What keeps the shoot from going on, and the way on: for where the conversation is out of sight. */
export function TroubleNote({ sessionId, trouble }: { sessionId: string; trouble: Trouble }) {
  const saying = useSay(sessionId)
  return (
    <section
      aria-label="What keeps the shoot from going on"
      className="border-line border-b bg-sheet px-4 py-3 shadow-lift"
    >
      <div className="border-accent border-l-2 pl-3">
        <p>
          {trouble.message} <span className="text-soft">{trouble.hint}</span>
        </p>
        {saying.error && <ProblemNote problem={saying.error.problem} className="mt-2" />}
        {trouble.retryable && (
          <div className="mt-2">
            <RecoverActions
              sessionId={sessionId}
              code={trouble.code}
              shortfall={trouble.shortfall}
              onRetry={() => saying.mutate(RETRY_WORDS)}
            />
          </div>
        )}
      </div>
    </section>
  )
}
