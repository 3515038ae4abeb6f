import type { Health } from '@fashion-shoot/protocol'
import { useEffect, useState } from 'react'
import { health } from '../api/studioApi.ts'
import { healthWords } from './healthWords.ts'

/** Says which parts are stand-ins, which are live, and which don't work. Nothing when there is nothing to say. */
export function HealthBanner({ className = '' }: { className?: string }) {
  const [known, setKnown] = useState<Health | null>(null)
  useEffect(() => {
    // A server that can't be reached is told of where something is tried with it.
    health().then(setKnown, () => {})
  }, [])
  if (known === null) return null
  const { modes, troubles } = healthWords(known)
  if (modes === null && troubles.length === 0) return null
  return (
    <aside aria-label="What is live" className={`text-small text-soft ${className}`}>
      {modes !== null && (
        <p>
          <span className="font-medium text-ink">Demo.</span> {modes}
        </p>
      )}
      {troubles.map((trouble) => (
        <p key={trouble} className="text-accent">
          {trouble}
        </p>
      ))}
    </aside>
  )
}
