import type { Health } from '@fashion-shoot/protocol'
import { healthWords } from './healthWords.ts'
import { KeysButton } from './KeysButton.tsx'
import { waitsForKey } from './waitsForKey.ts'

const PROVIDERS = ['director', 'images', 'clips'] as const

type HealthBannerProps = {
  health: Health | null
  /** It is still being asked for, and what stands below is there already. */
  late?: boolean
}

/** Says which parts are stand-ins, which are live, and which don't work. Nothing when there is nothing to say. */
export function HealthBanner({ health, late = false }: HealthBannerProps) {
  if (late) return <p className="text-small text-soft">Asking what is live…</p>
  if (health === null) return null
  const { modes, troubles } = healthWords(health)
  if (modes === null && troubles.length === 0) return null
  return (
    <aside aria-label="What is live" className="text-small text-soft">
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
      {PROVIDERS.some((part) => waitsForKey(health, part)) && <KeysButton health={health} />}
    </aside>
  )
}
