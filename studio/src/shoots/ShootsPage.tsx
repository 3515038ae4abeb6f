import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { sessionsQuery } from '../api/queries.ts'
import { Button } from '../shared/Button.tsx'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'
import { Mark } from '../shared/Mark.tsx'
import { PageHeading } from '../shared/PageHeading.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { SampleLink } from '../shared/SampleLink.tsx'
import { SignedIn } from '../shared/SignedIn.tsx'
import { useHealth } from '../shared/useHealth.ts'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { NoShoots } from './NoShoots.tsx'
import { ShootGrid } from './ShootGrid.tsx'
import { ShootsLoading } from './ShootsLoading.tsx'
import { ShootsToolbar } from './ShootsToolbar.tsx'
import { readShootsSearch, type ShootsSearch, shootsFilter } from './shootsSearch.ts'
import { useShownShoots } from './useShownShoots.ts'

const route = getRouteApi('/shoots')

/** All shoots, to be found, opened and tidied. */
export function ShootsPage() {
  usePageTitle('All shoots')
  const free = chargesNothing(useHealth())
  // The router leaves in what it was not told to keep.
  const search = readShootsSearch(route.useSearch())
  const navigate = route.useNavigate()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetching, refetch } = useInfiniteQuery(
    sessionsQuery(shootsFilter(search)),
  )
  const shoots = useShownShoots(data ?? [])
  const more = hasNextPage && !isFetching && error === null
  const onEnd = useCallback(() => {
    if (more) void fetchNextPage()
  }, [more, fetchNextPage])
  const searchField = useRef<HTMLInputElement>(null)
  const onSearch = (next: ShootsSearch) =>
    navigate({ search: readShootsSearch(next), replace: true, resetScroll: false })

  return (
    <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8">
      <header className="flex items-center justify-between gap-6">
        <Link to="/" aria-label="New shoot">
          <Mark />
        </Link>
        <SignedIn />
      </header>
      <main className="mt-10">
        <div className="flex items-center justify-between gap-4">
          <PageHeading className="grow">All shoots</PageHeading>
          <SampleLink />
          <Link
            to="/"
            className="inline-flex min-h-10 items-center rounded-card border border-line bg-sheet px-4 font-medium hover:border-outline"
          >
            New shoot
          </Link>
        </div>
        {free && <p className="mt-1 text-small text-soft">Amounts are list prices. {LIST_PRICE_WORDS}.</p>}
        <div className="mt-5 mb-6">
          <ShootsToolbar search={search} searchField={searchField} onChange={onSearch} />
        </div>
        {isPending && <ShootsLoading />}
        {shoots.length > 0 && (
          <ShootGrid shoots={shoots} onEnd={onEnd} onEmptied={() => searchField.current?.focus()} />
        )}
        {data !== undefined && shoots.length === 0 && !isFetching && <NoShoots search={search} />}
        {error !== null && (
          <div className="mt-6">
            <ProblemNote problem={error.problem} />
            <Button
              className="mt-4"
              disabled={isFetching}
              onClick={() => (data === undefined ? refetch() : fetchNextPage())}
            >
              Try again
            </Button>
          </div>
        )}
      </main>
    </div>
  )
}
