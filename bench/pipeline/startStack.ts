import { join } from 'node:path'
import { startLocal } from '../../cli/src/local/startLocal.ts'
import { startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import type { Times } from './runShoot.ts'

/** The whole product on this machine, as `npm start` runs it, with stand-ins for the providers that take so long. They count as live. */
export async function startStack(
  folder: string,
  { hero, clip }: Times,
  clipsAtOnce: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const apiKey = 'bench:bench'
  const keys = { accessKey: 'bench', secretKey: 'a-secret-of-at-least-thirty-two-bytes' }
  const photographer = await startPhotographer({ port: 0, speed: 'fast', times: { pictureMs: hero }, apiKey })
  const cinematographer = await startCinematographer({ port: 0, speed: 'fast', clipMs: clip, ...keys })
  const env = {
    FAL_KEY: apiKey,
    FAL_BASE_URL: photographer.url,
    KLING_ACCESS_KEY: keys.accessKey,
    KLING_SECRET_KEY: keys.secretKey,
    KLING_BASE_URL: cinematographer.url,
    KLING_CONCURRENCY: String(clipsAtOnce),
  }
  const local = await startLocal({ env, port: 0, dataDir: join(folder, 'data'), speed: 'fast' })
  const stop = async () => {
    await local.stop()
    await Promise.all([photographer.close(), cinematographer.close()])
  }
  return { url: local.url, stop }
}
