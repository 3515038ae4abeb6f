import { readSession } from '../api/studioApi.ts'
import type { ShootSource } from './ShootSource.ts'

/** What reads the stream: it comes while the shoot itself is asked for, and no page waits for it to be shown. */
const following = () => import('./followEvents.ts')

/** A shoot that the server has. */
export function liveShoot(sessionId: string): ShootSource {
  return {
    read(signal) {
      following().catch(() => undefined)
      return readSession(sessionId, signal)
    },
    async follow(options) {
      const { followEvents } = await following()
      await followEvents({ ...options, url: `/api/sessions/${sessionId}/events` })
    },
  }
}
