import type { DemoPart } from './settings.ts'

const KEYS: Record<DemoPart, string> = {
  director: 'ANTHROPIC_API_KEY',
  images: 'FAL_KEY',
  clips: 'KLING_ACCESS_KEY and KLING_SECRET_KEY',
}

/** Says which parts are stand-ins, and how each becomes the real one. */
export function describeDemo(parts: readonly DemoPart[]): string {
  if (parts.length === 0) return 'All parts are live: jobs cost money.'
  const ways = parts.map((part) => `  ${part}: set ${KEYS[part]}`)
  return `Demo stand-ins, because no key is set (see docs/settings.md):\n${ways.join('\n')}`
}
