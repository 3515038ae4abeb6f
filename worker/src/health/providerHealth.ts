import { clipMaker, type PartHealth } from '@fashion-shoot/protocol'
import { clipSetup } from '../providers/clipSetup.ts'
import { hasTokenPrice } from '../providers/tokenPrices.ts'
import type { Settings } from '../settings.ts'

type ProviderPart = 'director' | 'images' | 'clips'

/**
 * Whether a provider's part can work. A live one is not called for this: its keys are there or not. A stand-in is on this
 * machine and is asked. Throws when it does not answer.
 */
export async function providerHealth(settings: Settings, part: ProviderPart): Promise<PartHealth> {
  const { url, keys } = placeOf(settings, part)
  if (settings.DEMO_PARTS.includes(part)) {
    await fetch(url ?? '', { signal: AbortSignal.timeout(2000) })
    return { state: 'ok', mode: 'demo', message: 'a stand-in on this machine' }
  }
  if (keys.includes(undefined)) return { state: 'unconfigured', mode: 'live', message: 'its key is not set' }
  const { ANTHROPIC_MODEL: model } = settings
  const isPriced = part !== 'director' || hasTokenPrice(model)
  const message = isPriced ? 'its key is set' : `its key is set; without a price for ${model}, the dearest one counts`
  return { state: 'ok', mode: 'live', message }
}

function placeOf(settings: Settings, part: ProviderPart): { url: string | undefined; keys: (string | undefined)[] } {
  switch (part) {
    case 'director':
      return { url: settings.ANTHROPIC_BASE_URL, keys: [settings.ANTHROPIC_AUTH_TOKEN ?? settings.ANTHROPIC_API_KEY] }
    case 'images':
      return { url: settings.FAL_BASE_URL, keys: [settings.FAL_KEY] }
    case 'clips':
      return clipMaker(settings.CLIP_MODEL, clipSetup(settings)) === 'fal'
        ? placeOf(settings, 'images')
        : { url: settings.KLING_BASE_URL, keys: [settings.KLING_ACCESS_KEY, settings.KLING_SECRET_KEY] }
  }
}
