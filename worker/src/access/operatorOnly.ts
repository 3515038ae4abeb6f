import { OPERATOR } from '@fashion-shoot/protocol'
import { createMiddleware } from 'hono/factory'
import type { OwnedApp } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { readSettings } from '../settings.ts'

/**
 * Hides from everybody what is for whoever runs the studio: on one machine that is everybody who reaches it; of a deployment,
 * whoever can write to its database, and so make a token of an owner that no person can be.
 */
export const operatorOnly = createMiddleware<OwnedApp>(async (c, next) => {
  if (!readSettings(c.env).LOOPBACK && c.var.owner !== OPERATOR) throw new ProblemError('unknown_address')
  await next()
})
