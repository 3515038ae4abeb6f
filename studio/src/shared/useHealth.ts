import type { Health } from '@fashion-shoot/protocol'
import { useEffect, useState } from 'react'
import { health } from '../api/studioApi.ts'

/** The state of the system's parts when the page was opened; null until it is known. */
export function useHealth(): Health | null {
  const [known, setKnown] = useState<Health | null>(null)
  useEffect(() => {
    // A server that can't be reached is told of where something is tried with it.
    health().then(setKnown, () => {})
  }, [])
  return known
}
