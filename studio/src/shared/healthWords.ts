import type { Health } from '@fashion-shoot/protocol'
import { list } from './format.ts'

/** What each part is called before its trouble. */
const NAMES: Record<keyof Health['parts'], string> = {
  database: 'Database',
  storage: 'Storage',
  sandbox: 'Sandbox',
  access: 'Signing in',
  director: 'Director',
  images: 'Pictures',
  clips: 'Clips',
}

const PARTS = [
  ['director', 'director'],
  ['images', 'pictures'],
  ['clips', 'clips'],
] as const

export type HealthWords = {
  /** Which of the outside parts are stand-ins and which are live; null when all are live. */
  modes: string | null
  /** One sentence for each part that does not work. */
  troubles: string[]
}

/** What a person should know of the system's parts before starting a shoot. */
export function healthWords({ parts }: Health): HealthWords {
  const named = (mode: 'demo' | 'live') => PARTS.filter(([key]) => parts[key].mode === mode).map(([, name]) => name)
  const demo = named('demo')
  const live = named('live')
  const troubles = Object.entries(NAMES).flatMap(([key, name]) => {
    const { state, message } = parts[key as keyof typeof NAMES]
    return state === 'ok' ? [] : `${name}: ${message}.`
  })
  if (demo.length === 0) return { modes: null, troubles }
  const standIns = `${capital(list(demo))} ${demo[0] === 'director' && demo.length === 1 ? 'is a stand-in' : 'are stand-ins'}`
  return { modes: live.length === 0 ? `${standIns}.` : `${standIns}. Live: ${list(live)}.`, troubles }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
