import type { ClipSetup } from '@fashion-shoot/protocol'
import type { Settings } from '../settings.ts'

/**
 * Who can make clips here. Where clips are said to be live, fal's stand-in makes none, and fal itself none where they are said to be a
 * demo's: what is said of them holds for each.
 */
export function clipSetup(settings: Settings): ClipSetup {
  const { CLIP_PROVIDER: provider, FAL_KEY, KLING_ACCESS_KEY, KLING_SECRET_KEY, DEMO_PARTS } = settings
  const isAsSaid = DEMO_PARTS.includes('images') === DEMO_PARTS.includes('clips')
  const kling = KLING_ACCESS_KEY !== undefined && KLING_SECRET_KEY !== undefined
  return { provider, hasKey: { kling, fal: FAL_KEY !== undefined && isAsSaid } }
}
