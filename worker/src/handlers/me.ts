import type { Me } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import type { OwnedApp } from '../http.ts'

/** `GET /api/me`: who is calling. */
export const me = createFactory<OwnedApp>().createHandlers((c) => {
  const answer: Me = { owner: c.var.owner }
  c.header('cache-control', 'no-store')
  return c.json(answer)
})
