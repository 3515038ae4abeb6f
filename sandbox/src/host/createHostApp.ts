import { createHash, timingSafeEqual } from 'node:crypto'
import { type HostFolders, type HostHealth, type Problem, SessionId, StartTurn, TurnId } from '@fashion-shoot/protocol'
import { zValidator } from '@hono/zod-validator'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { HostSessions } from './HostSessions.ts'

type Refusal = Pick<Problem, 'status' | 'code' | 'title' | 'detail' | 'hint'>

const Place = z.object({
  attempt: z.coerce.number().int().positive().default(1),
  after: z.coerce.number().int().nonnegative().default(0),
})
const TurnPath = z.object({ id: TurnId })
const SessionPath = z.object({ id: SessionId })

/** The agent host's HTTP interface, as `protocol/src/host.ts` describes it. */
export function createHostApp(sessions: HostSessions, { token, version }: { token: string; version: string }) {
  return new Hono()
    .get('/health', (c) => c.json({ ok: true, version, runners: sessions.runners } satisfies HostHealth))
    .use(requireToken(token))
    .post(
      '/turns',
      zValidator('json', StartTurn, (body) => {
        if (!body.success) return refuse(badRequest(z.prettifyError(body.error)))
      }),
      (c) => {
        const start = c.req.valid('json')
        return c.json({ turnId: start.turnId }, sessions.start(start) === 'started' ? 202 : 200)
      },
    )
    .get('/turns/:id/lines', (c) => {
      const path = TurnPath.safeParse(c.req.param())
      const query = Place.safeParse(c.req.query())
      if (!query.success) return refuse(badRequest(z.prettifyError(query.error)))
      const journal = path.success ? sessions.journal(path.data.id, query.data.attempt) : undefined
      if (journal === undefined) return refuse(UNKNOWN_TURN)
      const lines = journal.read(query.data.after, c.req.raw.signal)
      return new Response(ReadableStream.from(lines), {
        headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
      })
    })
    .post('/turns/:id/cancel', (c) => {
      const path = TurnPath.safeParse(c.req.param())
      const outcome = path.success ? sessions.cancel(path.data.id) : null
      if (outcome === null) return refuse(UNKNOWN_TURN)
      return c.body(null, outcome === 'stopping' ? 202 : 200)
    })
    .get('/sessions', (c) => c.json({ sessions: sessions.folders() } satisfies HostFolders))
    .delete('/sessions/:id', async (c) => {
      const path = SessionPath.safeParse(c.req.param())
      if (path.success) await sessions.remove(path.data.id)
      return c.body(null, 204)
    })
    .notFound(() => refuse(UNKNOWN_PATH))
    .onError((error) => {
      console.error(error)
      return refuse(BROKEN)
    })
}

function requireToken(token: string): MiddlewareHandler {
  const expected = digest(`Bearer ${token}`)
  return async (c, next) => {
    // Digests have one length, so that the comparison tells nothing about the token.
    if (!timingSafeEqual(digest(c.req.header('authorization') ?? ''), expected)) return refuse(UNAUTHORIZED)
    await next()
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function refuse(refusal: Refusal): Response {
  const problem: Problem = { type: 'about:blank', ...refusal }
  return new Response(JSON.stringify(problem), {
    status: refusal.status as ContentfulStatusCode,
    headers: { 'content-type': 'application/problem+json' },
  })
}

function badRequest(detail: string): Refusal {
  return { status: 400, code: 'bad_request', title: 'Bad request', detail, hint: 'Send what the host describes.' }
}

const UNAUTHORIZED: Refusal = {
  status: 401,
  code: 'unauthorized',
  title: 'Unauthorized',
  detail: 'The host token is missing or wrong.',
  hint: 'Send `Authorization: Bearer <host token>`.',
}
const UNKNOWN_TURN: Refusal = {
  status: 404,
  code: 'unknown_turn',
  title: 'Unknown turn',
  detail: 'This host has no such turn.',
  hint: 'Start it with `POST /turns`.',
}
const UNKNOWN_PATH: Refusal = {
  status: 404,
  code: 'unknown_path',
  title: 'Unknown path',
  detail: 'The host has no such call.',
  hint: 'See protocol/src/host.ts.',
}
const BROKEN: Refusal = {
  status: 500,
  code: 'host_broken',
  title: 'Host broken',
  detail: 'The host failed to answer. Turns that run go on.',
  hint: "Try again; the reason is on the host's standard error.",
}
