import type { Health } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { healthQuery } from '../api/queries.ts'

/** ms that a page waits for the system's state: a part that is down takes seconds to be found so. */
const PATIENCE_MS = 400

/** The state of the system's parts; null until it is known. A server that can't be reached is told of where something is tried with it. */
export function useHealth(): Health | null {
  return useQuery(healthQuery).data ?? null
}

/**
 * The system's state for a page that has words about it above all else: what stands below would jump when they come. So the page `waits` for
 * them, but not long; then they are `late`, and have their line.
 */
export function useHealthFirst(): { health: Health | null; waits: boolean; late: boolean } {
  const { data, isPending, failureCount } = useQuery(healthQuery)
  const [isOverdue, setIsOverdue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsOverdue(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  const isAsked = isPending && failureCount === 0
  return { health: data ?? null, waits: isAsked && !isOverdue, late: isAsked && isOverdue }
}
