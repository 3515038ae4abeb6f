import type { Asset } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { spendQuery } from '../api/queries.ts'
import type { BoardView } from '../shoot/boardPlan.ts'

/** What an asset has cost, USD; undefined until that is known, and where no job of its own has made it. */
export function usePrice(sessionId: string, view: BoardView, { jobId }: Asset): number | undefined {
  const { data } = useQuery({
    ...spendQuery(sessionId, Object.keys(view.assets).length),
    enabled: jobId !== null,
    // A price is no reason to trouble anybody: where it can't be had, none is shown.
    retry: false,
  })
  return data?.jobs.find(({ id }) => id === jobId)?.spentUsd
}
