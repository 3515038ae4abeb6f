import type { JobRequest } from '@fashion-shoot/protocol'
import type { Settings } from '../settings.ts'

type Part = 'images' | 'clips'

/** ms that work usually takes at the providers, and at their stand-ins on this machine. */
const USUAL_MS: Record<JobRequest['kind'], number> = { image: 20_000, try_on: 20_000, clip: 150_000 }
const DEMO_MS: Record<JobRequest['kind'], number> = { image: 10_000, try_on: 10_000, clip: 25_000 }

/** ms that work usually takes at the service that is reached as this part. */
export function usualMs(kind: JobRequest['kind'], part: Part, { DEMO_PARTS }: Settings): number {
  return (DEMO_PARTS.includes(part) ? DEMO_MS : USUAL_MS)[kind]
}
