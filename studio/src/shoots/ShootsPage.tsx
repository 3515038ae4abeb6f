import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sessionsQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { Mark } from '../shared/Mark.tsx'
import { PageHeading } from '../shared/PageHeading.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { SignedIn } from '../shared/SignedIn.tsx'
import { useHealth } from '../shared/useHealth.ts'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { ShootRow } from './ShootRow.tsx'

/** All shoots, newest first. */
export function ShootsPage() {
  usePageTitle('All shoots')
  const free = chargesNothing(useHealth())
  const { data: shoots, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(sessionsQuery)
  return (
    <div className="mx-auto max-w-3xl px-4 py-6 sm:px-8 sm:py-8">
      <header className="flex items-center justify-between gap-6">
        <Link to="/" aria-label="New shoot">
          <Mark />
        </Link>
        <SignedIn />
      </header>
      <main className="mt-14">
        <div className="flex items-center justify-between gap-4">
          <PageHeading>All shoots</PageHeading>
          <Link
            to="/"
            className="inline-flex min-h-10 items-center rounded-card border border-line bg-sheet px-4 font-medium hover:border-outline"
          >
            New shoot
          </Link>
        </div>
        {error && <ProblemNote problem={error.problem} className="mt-4" />}
        {shoots?.length === 0 && <p className="mt-6 text-soft">None yet. The first one begins with a photo.</p>}
        {shoots !== undefined && shoots.length > 0 && (
          <ul className="mt-6 divide-y divide-line border-line border-y">
            {shoots.map((shoot) => (
              <li key={shoot.id}>
                <ShootRow shoot={shoot} free={free} />
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button className="mt-4" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more
          </Button>
        )}
      </main>
    </div>
  )
}
