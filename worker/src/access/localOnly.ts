import { createMiddleware } from 'hono/factory'
import type { App } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { readSettings } from '../settings.ts'
import { isForLoopback } from './isForLoopback.ts'

/** In local mode, where nobody signs in, refuses whatever was sent to this machine under a name that is not its own. */
export const refuseForeignHosts = createMiddleware<App>(async (c, next) => {
  if (readSettings(c.env).LOOPBACK && !isForLoopback(c.req.raw)) throw new ProblemError('foreign_host')
  await next()
})

/** Hides what only local mode has. */
export const localOnly = createMiddleware<App>(async (c, next) => {
  if (!readSettings(c.env).LOOPBACK) throw new ProblemError('unknown_address')
  await next()
})
