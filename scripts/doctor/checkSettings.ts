import { clipKeys, clipMaker } from '@fashion-shoot/protocol'
import { demoParts, type Settings } from '../../cli/src/local/settings.ts'
import { clipSetup } from '../../worker/src/providers/clipSetup.ts'
import { hasTokenPrice } from '../../worker/src/providers/tokenPrices.ts'
import type { Settings as WorkerSettings } from '../../worker/src/settings.ts'
import { type Finding, note, ok, warning, wrong } from '../cloudflare/Finding.ts'
import { SECRET_GROUPS } from '../cloudflare/secrets.ts'

const KEYS = {
  director: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'AI_GATEWAY_TOKEN'],
  fal: ['FAL_KEY'],
  kling: ['KLING_ACCESS_KEY', 'KLING_SECRET_KEY'],
} as const

/**
 * What the settings say, part by part: demo or live, by whom and with which model, which keys are set and whether they have the form
 * that such keys have. Nothing of a key is told.
 *
 * @param settings of this machine
 * @param worker what becomes of them in the Worker, with its defaults
 * @param origin where a setting comes from, in a word
 */
export function checkSettings(settings: Settings, worker: WorkerSettings, origin: (name: string) => string): Finding[] {
  const demo = demoParts(settings)
  const present = (names: readonly (keyof Settings)[]) => names.filter((name) => settings[name] !== undefined)
  const keys = (names: readonly (keyof Settings)[]) => {
    const list = present(names).map((name) => `${name} (${origin(name)})`)
    return `${list.join(' and ')} ${list.length === 1 ? 'is' : 'are'} set`
  }

  const clipsBy = clipMaker(worker.CLIP_MODEL, clipSetup(worker)) ?? 'fal'
  const effort = worker.ANTHROPIC_EFFORT === undefined ? '' : ` with ${worker.ANTHROPIC_EFFORT} effort`
  const live = {
    director: `${worker.ANTHROPIC_MODEL}${effort} at ${hostOf(worker.ANTHROPIC_BASE_URL)}; ${keys(KEYS.director)}`,
    images: `${worker.IMAGE_MODEL} at fal; ${keys(KEYS.fal)}`,
    clips: `${worker.CLIP_MODEL} by ${{ fal: 'fal', kling: 'Kling' }[clipsBy]}; ${keys(KEYS[clipsBy])}`,
  }
  const turnsLive = {
    director: 'ANTHROPIC_API_KEY',
    images: 'FAL_KEY',
    clips: clipKeys(worker.CLIP_MODEL, worker.CLIP_PROVIDER),
  }
  const parts = (['director', 'images', 'clips'] as const).map((part) => {
    if (demo.includes(part)) return note(`${part}: demo. ${turnsLive[part]} turns it live, and then it costs money`)
    return ok(`${part}: live, ${live[part]}`)
  })
  const rest = [...malformedKeys(settings), ...elsewhere(settings), ...budgets(worker)]
  if (demo.includes('director') || hasTokenPrice(worker.ANTHROPIC_MODEL)) return [...parts, ...rest]
  const words = 'has no price in worker/src/providers/tokenPrices.ts: it counts as the dearest model that has one'
  return [...parts, warning(`${worker.ANTHROPIC_MODEL} ${words}`), ...rest]
}

function malformedKeys(settings: Settings): Finding[] {
  const forms = Object.values(SECRET_GROUPS).flatMap(({ secrets }) => secrets)
  const found = forms.flatMap(({ name, problem }) => {
    const value = name in settings ? settings[name as keyof Settings] : undefined
    const words = typeof value === 'string' ? problem(value) : undefined
    return words === undefined ? [] : [wrong(`${name} is malformed.\n${words}`)]
  })
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: baseUrl } = settings
  if (key !== undefined && baseUrl === undefined && !key.startsWith('sk-ant-')) {
    found.push(
      wrong(
        "ANTHROPIC_API_KEY is none of Anthropic's: those begin with sk-ant-.\n" +
          'Copy it again, or set ANTHROPIC_BASE_URL to the service that it belongs to.',
      ),
    )
  }
  return found
}

/** Addresses other than the providers' own. */
function elsewhere(settings: Settings): Finding[] {
  return (['ANTHROPIC_BASE_URL', 'FAL_BASE_URL', 'KLING_BASE_URL'] as const).flatMap((name) => {
    const url = settings[name]
    return url === undefined ? [] : [note(`${name} leads to ${hostOf(url)}; it counts where its part is live`)]
  })
}

function budgets(worker: WorkerSettings): Finding[] {
  const {
    SESSION_BUDGET_USD: session,
    DAILY_BUDGET_USD: daily,
    FAL_CONCURRENCY: fal,
    KLING_CONCURRENCY: kling,
  } = worker
  const limits = ok(
    `At most ${session} USD a shoot and ${daily} USD a day; ${fal} jobs at a time at fal, ${kling} at Kling`,
  )
  if (session <= daily) return [limits]
  return [
    limits,
    warning(`A shoot may spend more than all shoots of a day: SESSION_BUDGET_USD is above DAILY_BUDGET_USD`),
  ]
}

function hostOf(url: string): string {
  return new URL(url).host
}
