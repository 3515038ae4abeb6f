import { CLIP_COUNT } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { estimateQuery } from '../api/queries.ts'
import { usd } from '../shared/format.ts'
import { LIST_PRICE_WORDS } from '../shared/listPriceWords.ts'

/** What a shoot is likely to cost, before it begins; nothing until that is known. */
export function EstimateLine({ free }: { free: boolean }) {
  const known = useQuery(estimateQuery).data
  // Where it cannot be had, starting says why.
  if (known === undefined) return null
  const { stages, totalUsd, budgetUsd } = known
  return (
    <p className="mt-3 text-small text-soft">
      A whole shoot costs about {usd(totalUsd)}
      {free
        ? ` at list price. ${LIST_PRICE_WORDS}.`
        : `, and no more than ${usd(budgetUsd)} unless you raise its budget.`}{' '}
      The hero about {usd(stages.hero)}, {CLIP_COUNT} clips {usd(stages.clips)}; you approve each stage before the next
      is paid.
    </p>
  )
}
