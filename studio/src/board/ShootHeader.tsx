import type { SessionSummary, SessionView } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import { DownloadButton } from '../download/DownloadButton.tsx'
import { useIsRecording } from '../session/RecordingContext.ts'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { moment } from '../shared/format.ts'
import { Mark } from '../shared/Mark.tsx'
import { PageHeading } from '../shared/PageHeading.tsx'
import { titleOf } from '../shared/titleOf.ts'
import { useHealth } from '../shared/useHealth.ts'
import { SpendLine } from './SpendLine.tsx'

type ShootHeaderProps = {
  session: SessionSummary
  view: Pick<SessionView, 'slots' | 'assets' | 'conversation'>
  spentUsd: number
  budgetUsd: number
}

/** The shoot's name, when it began, and what it has cost. */
export function ShootHeader({ session, view, spentUsd, budgetUsd }: ShootHeaderProps) {
  const free = chargesNothing(useHealth())
  return (
    <header>
      <div className="flex items-baseline gap-3">
        <Link to="/shoots" aria-label="All shoots" className="self-center wide:hidden">
          <Mark />
        </Link>
        <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-3">
          <PageHeading className="wrap-break-word line-clamp-3 min-w-0 wide:line-clamp-1" title={titleOf(session)}>
            {titleOf(session)}
          </PageHeading>
          <p className="shrink-0 text-soft">
            {useIsRecording() ? 'Recording' : 'Shoot'} · started {moment(session.createdAt)}
          </p>
        </div>
        <SpendLine
          sessionId={session.id}
          assets={Object.keys(view.assets).length}
          spentUsd={spentUsd}
          budgetUsd={budgetUsd}
          free={free}
        />
        <div className="-my-1.5 -mr-2 -ml-1 self-start">
          <DownloadButton session={session} view={view} />
        </div>
      </div>
    </header>
  )
}
