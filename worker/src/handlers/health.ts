import { assetKey, type Health, type PartHealth } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { accessHealth } from '../access/waysIn.ts'
import type { App } from '../http.ts'
import { sandboxHealth } from '../sandbox/sandboxHealth.ts'
import { readSettings, type Settings } from '../settings.ts'
import { VERSION } from '../version.ts'

/** `GET /api/health`: what is configured and reachable, per part, and nothing secret. */
export const health = createFactory<App>().createHandlers(async (c) => {
  const settings = readSettings(c.env)
  const [database, storage, sandbox, access, director, images, clips] = await Promise.all([
    probe('local', () => c.env.DB.prepare('SELECT 1 FROM sessions LIMIT 1').run()),
    probe('local', () => c.env.STORAGE.head(assetKey('up_health'))),
    sandboxHealth(c.env, settings),
    accessHealth(c.env, settings),
    provider(settings, 'director', settings.ANTHROPIC_BASE_URL, [settings.ANTHROPIC_API_KEY]),
    provider(settings, 'images', settings.FAL_BASE_URL, [settings.FAL_KEY]),
    provider(settings, 'clips', settings.KLING_BASE_URL, [settings.KLING_ACCESS_KEY, settings.KLING_SECRET_KEY]),
  ])
  const parts = { database, storage, sandbox, access, director, images, clips }
  const ok = Object.values(parts).every(({ state }) => state === 'ok')
  const answer: Health = { ok, version: VERSION, parts }
  return c.json(answer)
})

async function probe(mode: PartHealth['mode'], look: () => Promise<unknown>): Promise<PartHealth> {
  try {
    await look()
    return { state: 'ok', mode, message: 'ready' }
  } catch {
    return { state: 'down', mode, message: 'does not answer' }
  }
}

/** A live provider is not called for this: its keys are there or not. A stand-in is on this machine and is asked. */
async function provider(
  settings: Settings,
  part: keyof Health['parts'],
  url: string | undefined,
  keys: (string | undefined)[],
): Promise<PartHealth> {
  if (settings.DEMO_PARTS.includes(part)) {
    const asked = await probe('demo', () => fetch(url ?? '', { signal: AbortSignal.timeout(2000) }))
    return asked.state === 'ok' ? { ...asked, message: 'a stand-in on this machine' } : asked
  }
  if (keys.includes(undefined)) return { state: 'unconfigured', mode: 'live', message: 'its key is not set' }
  return { state: 'ok', mode: 'live', message: 'its key is set' }
}
