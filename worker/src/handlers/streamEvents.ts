import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { type OwnedApp, sessionStub, valid } from '../http.ts'

const Seq = z.coerce.number().int().nonnegative()
/** Query of `GET /api/sessions/:id/events`: the number after which the log is wanted. */
export const EventsQuery = z.object({ after: Seq.optional() })

/** `GET /api/sessions/:id/events`: the log as server-sent events, from `Last-Event-ID` or `?after=` on, live. */
export const streamEvents = createFactory<OwnedApp>().createHandlers(valid('query', EventsQuery), async (c) => {
  const resumed = Seq.safeParse(c.req.header('last-event-id')).data
  const after = resumed ?? c.req.valid('query').after ?? 0
  return await sessionStub(c.env, c.req.param('id') ?? '').events(c.var.owner, after, null)
})
