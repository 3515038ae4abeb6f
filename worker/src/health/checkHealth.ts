import { assetKey, clipKeys, type Health, type PartHealth } from '@fashion-shoot/protocol'
import { accessHealth } from '../access/waysIn.ts'
import type { Env } from '../env.ts'
import { sandboxHealth } from '../sandbox/sandboxHealth.ts'
import { readSettings } from '../settings.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { VERSION } from '../version.ts'
import { withTimeLimit } from '../withTimeLimit.ts'
import { databaseHealth } from './databaseHealth.ts'
import { providerHealth } from './providerHealth.ts'

/** A part that has not answered by then is down. */
const PROBE_MS = 3000

/**
 * How every part is, asked side by side. Nothing is started for it and nothing is paid. The answer is for everybody, so it says
 * that a part does not answer and no more; why stands in the log.
 */
export async function checkHealth(env: Env): Promise<Health> {
  const settings = readSettings(env)
  const logger = createLogger(env)
  const own = settings.LOOPBACK ? 'local' : 'live'

  const probe = async (part: string, mode: PartHealth['mode'], ask: Promise<PartHealth>): Promise<PartHealth> => {
    try {
      return await withTimeLimit(PROBE_MS, part, ask)
    } catch (error) {
      logger.warn('part_down', { part, error })
      return { state: 'down', mode, message: 'does not answer' }
    }
  }
  const provider = (part: 'director' | 'images' | 'clips') =>
    probe(part, settings.DEMO_PARTS.includes(part) ? 'demo' : 'live', providerHealth(settings, part))

  const [database, storage, sandbox, access, director, images, clips] = await Promise.all([
    probe('database', own, databaseHealth(env, own)),
    probe('storage', own, storageHealth(env, own)),
    probe('sandbox', own, sandboxHealth(env, settings)),
    probe('access', own, accessHealth(env, settings)),
    provider('director'),
    provider('images'),
    provider('clips'),
  ])
  const parts = { database, storage, sandbox, access, director, images, clips }
  const ok = Object.values(parts).every(({ state }) => state === 'ok')
  return { ok, version: VERSION, parts, clipKeys: clipKeys(settings.CLIP_MODEL, settings.CLIP_PROVIDER) }
}

/** Throws when the bucket does not answer. */
async function storageHealth(env: Env, mode: PartHealth['mode']): Promise<PartHealth> {
  await env.STORAGE.head(assetKey('up_health'))
  return { state: 'ok', mode, message: 'ready' }
}
