import { useQuery } from '@tanstack/react-query'
import { spendQuery } from '../api/queries.ts'
import { usd } from '../shared/format.ts'
import { STAGE_WORDS } from '../shoot/stageWords.ts'

/** Where a shoot's money has gone, stage by stage. Nothing until that is known. `assets`: how many the shoot has. */
export function Bill({ sessionId, assets }: { sessionId: string; assets: number }) {
  const spend = useQuery({ ...spendQuery(sessionId, assets), retry: false }).data
  if (spend === undefined) return null
  const lines = spend.stages.map(({ stage, spentUsd }) => [STAGE_WORDS[stage].title, spentUsd] as const)
  return (
    <dl aria-label="Spent so far" className="mb-3 grid grid-cols-[1fr_auto] gap-y-1 border-line border-b pb-3">
      {[...lines, ['The director’s words', spend.modelUsd] as const].map(([title, amount]) => (
        <div key={title} className="contents">
          <dt className="text-soft">{title}</dt>
          <dd className="text-right tabular-nums">{usd(amount)}</dd>
        </div>
      ))}
    </dl>
  )
}
