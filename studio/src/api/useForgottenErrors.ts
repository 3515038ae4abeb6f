import { useEffect, useRef } from 'react'

type Change = { error: unknown; reset(): void }

/** Forgets what went wrong with changes once `until` is another: what it was about is over then. */
export function useForgottenErrors(until: unknown, ...changes: Change[]): void {
  const last = useRef(until)
  useEffect(() => {
    if (last.current === until) return
    last.current = until
    for (const { error, reset } of changes) if (error) reset()
  })
}
