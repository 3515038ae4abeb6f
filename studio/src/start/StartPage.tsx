import { Resolution } from '@fashion-shoot/protocol'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { estimateQuery, sessionsQuery } from '../api/queries.ts'
import { chargesNothing } from '../shared/chargesNothing.ts'
import { HealthBanner } from '../shared/HealthBanner.tsx'
import { Mark } from '../shared/Mark.tsx'
import { SignedIn } from '../shared/SignedIn.tsx'
import { useHealthFirst } from '../shared/useHealth.ts'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { DropVeil } from './DropVeil.tsx'
import { readChoice } from './direction.ts'
import { EarlierShoots } from './EarlierShoots.tsx'
import { FirstVisit } from './FirstVisit.tsx'
import { NewShootForm } from './NewShootForm.tsx'
import { useFileDrop } from './useFileDrop.ts'
import { useFilePaste } from './useFilePaste.ts'
import { useNewShoot } from './useNewShoot.ts'

/** Where a shoot begins: photos, one line of direction, and the shoots there were. */
export function StartPage() {
  usePageTitle('New shoot')
  const { health, waits, late } = useHealthFirst()
  const free = chargesNothing(health)
  const shoot = useNewShoot()
  const resolution = Resolution.safeParse(readChoice(shoot.line, 'resolution')).data
  const estimate = useQuery(estimateQuery({ ...shoot.options, ...(resolution && { resolution }) })).data
  const { dragging } = useFileDrop(shoot.addFiles)
  useFilePaste(shoot.addFiles)
  const { data: shoots, error, isPending, failureCount } = useInfiniteQuery(sessionsQuery())
  const firstVisit = shoots?.length === 0

  return (
    <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8">
      <header className="flex items-start gap-6">
        <Mark />
        <p className="mt-0.5 -ml-3 whitespace-nowrap font-medium text-body">Fashion shoot</p>
        <div className="mt-1.5 min-w-0 grow text-right">
          <SignedIn className="mb-1 justify-end" />
          <HealthBanner health={health} late={late} />
        </div>
      </header>
      {/* What stands first depends on whether there are shoots: so nothing stands before that is known, and nothing jumps. */}
      {!waits && !(isPending && failureCount === 0) && (
        <main className="mt-10 grid gap-x-14 gap-y-12 wide:grid-cols-[minmax(0,1fr)_18rem]">
          {firstVisit && <FirstVisit shoot={shoot} estimate={estimate} free={free} />}
          <NewShootForm shoot={shoot} estimate={estimate} free={free} others={!firstVisit} />
          {!firstVisit && <EarlierShoots shoots={shoots ?? []} problem={error?.problem ?? null} free={free} />}
        </main>
      )}
      {dragging && <DropVeil />}
    </div>
  )
}
