import { readSession } from '../api/studioApi.ts'
import { followEvents } from './followEvents.ts'
import type { ShootSource } from './ShootSource.ts'

/** A shoot that the server has. */
export function liveShoot(sessionId: string): ShootSource {
  return {
    read: (signal) => readSession(sessionId, signal),
    follow: (options) => followEvents({ ...options, url: `/api/sessions/${sessionId}/events` }),
  }
}
