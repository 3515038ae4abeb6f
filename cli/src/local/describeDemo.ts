import { clipKeys, DEFAULT_CLIP_MODEL } from '@fashion-shoot/protocol'
import { type DemoPart, demoParts, type Settings } from './settings.ts'

/** Says which parts are stand-ins, and how each becomes the real one. */
export function describeDemo(settings: Settings): string {
  const { CLIP_MODEL: clipModel = DEFAULT_CLIP_MODEL, CLIP_PROVIDER: clipProvider } = settings
  const keys: Record<DemoPart, string> = {
    director: 'ANTHROPIC_API_KEY',
    images: 'FAL_KEY',
    clips: clipKeys(clipModel, clipProvider),
  }
  const parts = demoParts(settings)
  if (parts.length === 0) return 'All parts are live: jobs cost money.'
  const ways = parts.map((part) => `  ${part}: set ${keys[part]}`)
  return `Demo stand-ins, because no key is set (see docs/settings.md):\n${ways.join('\n')}`
}
