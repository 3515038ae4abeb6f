import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sessionsQuery } from '../api/queries.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { ShootLine } from '../shoots/ShootLine.tsx'

/** Shoots that are shown here; all of them have a page of their own. */
const FEW = 5

/** The newest shoots so far. `free` when nothing that makes them charges. */
export function EarlierShoots({ free }: { free: boolean }) {
  const { data: shoots = [], error } = useInfiniteQuery(sessionsQuery)
  if (shoots.length === 0 && error === null) return null
  return (
    <section aria-labelledby="earlier" className="mt-20">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="earlier" className="font-medium">
          Earlier shoots
        </h2>
        <Link to="/shoots" className="text-soft underline-offset-4 hover:underline">
          All shoots
        </Link>
      </div>
      {error && <ProblemNote problem={error.problem} className="mt-4" />}
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {shoots.slice(0, FEW).map((shoot) => (
          <li key={shoot.id}>
            <ShootLine shoot={shoot} free={free} />
          </li>
        ))}
      </ul>
    </section>
  )
}
