import type { MiddlewareHandler } from 'hono'
import type { App } from '../http.ts'
import { describeRequest } from './describeRequest.ts'
import { createLogger } from './Logger.ts'

/** Asked for all day long by monitors; a part that is down has a line of its own. */
const QUIET = ['/api/health']

/**
 * Writes one line for each request when its answer begins: for a stream that is when it opens, so `ms` is not how long it stayed
 * open. `base` is where the routes stand for a caller who does not name it.
 */
export function logRequests(base?: string): MiddlewareHandler<App> {
  return async function logRequest(c, next) {
    const began = Date.now()
    await next()
    const request = describeRequest(c, base)
    if (QUIET.includes(String(request.route))) return
    const { status } = c.res
    const line = { ...request, status, ms: Date.now() - began }
    const logger = createLogger(c.env)
    if (status >= 500) logger.error('request', line)
    else logger.info('request', line)
  }
}
