import type { SessionSummary } from '@fashion-shoot/protocol'
import { moment, usd } from '../shared/format.ts'
import { Link } from '../shared/Link.tsx'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'
import { Mark } from '../shared/Mark.tsx'

type ShootHeaderProps = {
  session: SessionSummary
  spentUsd: number
  /** True when nothing that makes the shoot charges. */
  free: boolean
}

/** The shoot's name, when it began, and what it has cost. */
export function ShootHeader({ session, spentUsd, free }: ShootHeaderProps) {
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
        <p className="shrink-0 tabular-nums" title={free ? LIST_PRICE_WORDS : undefined}>
          {!free && <span className="sr-only">Spent: </span>}
          <span className="font-medium">{usd(spentUsd)}</span>{' '}
          {free ? (
            <span className="text-soft">at list price</span>
          ) : (
            <span className="text-soft max-sm:hidden">spent</span>
          )}
        </p>
      </div>
    </header>
  )
}
