import type { Health } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { healthQuery } from '../api/queries.ts'

/** The state of the system's parts; null until it is known. A server that can't be reached is told of where something is tried with it. */
export function useHealth(): Health | null {
  return useQuery(healthQuery).data ?? null
}

/** False until the system's state is known, or was asked for in vain: what stands below the words about it would jump when they come. */
export function useHealthAsked(): boolean {
  const { isPending, failureCount } = useQuery(healthQuery)
  return !isPending || failureCount > 0
}
