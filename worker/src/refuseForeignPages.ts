import { createMiddleware } from 'hono/factory'
import { ProblemError } from './problem.ts'

/**
 * Refuses what another site's page makes a visitor's browser send. Browsers name the page's origin with every request that
 * changes something; clients that are no browser send none, and carry no one's rights by accident.
 */
export const refuseForeignPages = createMiddleware(async (c, next) => {
  const origin = c.req.header('origin')
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!reads && origin !== undefined && origin !== new URL(c.req.url).origin) throw new ProblemError('foreign_page')
  await next()
})
