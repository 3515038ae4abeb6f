import type { Health } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { checkHealth } from '../health/checkHealth.ts'
import { Kept } from '../health/Kept.ts'
import type { App } from '../http.ts'

/**
 * One for the isolate. Anybody may ask, as often as they like; while no part is down the database is asked every 5 s and no more,
 * also where a part stays without its key. Trouble is never kept: whoever mends it wants to see at once whether that helped.
 */
const kept = new Kept<Health>(5000, Date.now, (health) => !isDown(health))

/**
 * `GET /api/health`: what is configured and reachable, per part, and nothing secret. Status 503 when a part is down, for monitors
 * that look at nothing else; what nobody has configured is no failure, and shows as `ok: false` alone.
 */
export const health = createFactory<App>().createHandlers(async (c) => {
  const answer = await kept.get(() => checkHealth(c.env))
  return c.json(answer, isDown(answer) ? 503 : 200, { 'cache-control': 'no-store' })
})

function isDown({ parts }: Health): boolean {
  return Object.values(parts).some(({ state }) => state === 'down')
}
