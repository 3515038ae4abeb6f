import type { Problem, SessionSummary } from '@fashion-shoot/protocol'
import { Link } from '@tanstack/react-router'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { SampleLink } from '../shared/SampleLink.tsx'
import { ShootCover } from '../shoots/ShootCover.tsx'
import { useShownShoots } from '../shoots/useShownShoots.ts'

/** Shoots that are shown here; all of them have a page of their own. */
const FEW = 6

type EarlierShootsProps = {
  shoots: SessionSummary[]
  /** Why they can't be had. */
  problem: Problem | null
  /** Nothing that makes them charges. */
  free: boolean
}

/** The newest shoots so far. */
export function EarlierShoots({ shoots, problem, free }: EarlierShootsProps) {
  const shown = useShownShoots(shoots).slice(0, FEW)
  return (
    <section aria-labelledby="earlier" className="min-w-0 wide:mt-1">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="earlier" className="font-medium">
          Earlier shoots
        </h2>
        <Link to="/shoots" className="text-soft underline-offset-4 hover:underline">
          All shoots
        </Link>
      </div>
      {problem !== null && <ProblemNote problem={problem} className="mt-4" />}
      <ul className="mt-3 grid grid-cols-2 gap-x-4 gap-y-5 sm:max-wide:grid-cols-3">
        {shown.map((shoot) => (
          <li key={shoot.id} className="min-w-0">
            <ShootCover shoot={shoot} />
          </li>
        ))}
      </ul>
      <SampleLink className="mt-4 inline-block" />
      {free && <p className="mt-4 text-small text-soft">Amounts are list prices. {LIST_PRICE_WORDS}.</p>}
    </section>
  )
}
