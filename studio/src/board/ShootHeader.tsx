import type { SessionSummary } from '@fashion-shoot/protocol'
import { moment, usd } from '../shared/format.ts'
import { Link } from '../shared/Link.tsx'
import { Mark } from '../shared/Mark.tsx'

/** The shoot's name, when it began, and what it has cost. */
export function ShootHeader({ session, spentUsd }: { session: SessionSummary; spentUsd: number }) {
  return (
    <header>
      <div className="flex items-baseline gap-3">
        <Link href="/" aria-label="All shoots" className="self-center wide:hidden">
          <Mark />
        </Link>
        <div className="flex min-w-0 grow flex-wrap items-baseline gap-x-3">
          <h1 className="min-w-0 truncate font-medium text-title">{session.title}</h1>
          <p className="shrink-0 text-soft">Shoot · started {moment(session.createdAt)}</p>
        </div>
        <p className="shrink-0 tabular-nums">
          <span className="sr-only">Spent: </span>
          <span className="font-medium">{usd(spentUsd)}</span> <span className="text-soft max-sm:hidden">spent</span>
        </p>
      </div>
    </header>
  )
}
