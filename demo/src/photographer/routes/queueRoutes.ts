/** `queue.fal.run`: submit, status, result, cancel. */
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { FileStore } from '../FileStore.ts'
import { hashInput } from '../hashInput.ts'
import { MODELS } from '../models/MODELS.ts'
import type { Queue, QueuedRequest } from '../Queue.ts'
import { readSubmitOptions } from '../readSubmitOptions.ts'
import { statusBody, statusCode } from '../requestStatus.ts'
import { badRequest, readJson } from './answers.ts'

type Parts = {
  queue: Queue
  files: FileStore
  /** Requests that may wait; one more is refused. */
  queueLimit: number
}

export function queueRoutes({ queue, files, queueLimit }: Parts): Hono {
  const withRequest =
    (handle: (c: Context, request: QueuedRequest) => Response | Promise<Response>) => (c: Context) => {
      const request = queue.find(`${c.req.param('owner')}/${c.req.param('app')}`, c.req.param('id') ?? '')
      if (!request) return c.json({ detail: 'Request not found' }, 404)
      c.header('x-fal-request-id', request.id)
      return handle(c, request)
    }
  const withLogs = (c: Context) => c.req.query('logs') === '1'

  return new Hono()
    .get(
      '/:owner/:app/requests/:id/status',
      withRequest((c, request) => c.json(statusBody(request, queue, withLogs(c)), statusCode(request))),
    )
    .get(
      '/:owner/:app/requests/:id/status/stream',
      withRequest((c, request) =>
        streamSSE(c, async (stream) => {
          let sent = ''
          while (!stream.aborted) {
            const data = JSON.stringify(statusBody(request, queue, withLogs(c)))
            const completed = request.outcome !== undefined
            if (data !== sent) await stream.writeSSE({ data })
            if (completed) return
            sent = data
            await queue.nextChange(1_000)
          }
        }),
      ),
    )
    .get(
      '/:owner/:app/requests/:id',
      withRequest((c, request) => {
        if (!request.outcome) return c.json({ detail: 'Request is still in progress' }, 400)
        return replay(c, request.outcome)
      }),
    )
    .put('/:owner/:app/requests/:id/cancel', (c) => {
      const request = queue.find(`${c.req.param('owner')}/${c.req.param('app')}`, c.req.param('id'))
      if (!request) return c.json({ status: 'NOT_FOUND' }, 404)
      c.header('x-fal-request-id', request.id)
      if (!queue.cancel(request)) return c.json({ status: 'ALREADY_COMPLETED' }, 400)
      return c.json({ status: 'CANCELLATION_REQUESTED' }, 202)
    })
    .post('/:model{.+}', async (c) => {
      const model = c.req.param('model')
      if (!Object.hasOwn(MODELS, model)) return c.json({ detail: `Application "${model}" not found` }, 404)
      const options = readSubmitOptions(c.req)
      if (typeof options === 'string') return badRequest(c, options)
      const body = await readJson(c)
      if (body === undefined) return badRequest(c, 'The body must be JSON, sent with Content-Type: application/json.')
      if (queue.length >= queueLimit)
        return c.json({ detail: `Too many requests: ${queue.length} are waiting in the queue.` }, 429)
      const request = queue.submit(model, body, await hashInput(body, files), options)
      c.header('x-fal-request-id', request.id)
      return c.json(statusBody(request, queue, false))
    })
}

/** Error types after which the same request may well succeed. */
const RETRYABLE = new Set(['no_media_generated', 'generation_timeout', 'downstream_service_error'])

function replay(c: Context, { status, body, billableUnits, error, headers }: NonNullable<QueuedRequest['outcome']>) {
  c.header('x-fal-billable-units', String(billableUnits))
  if (error) {
    c.header('x-fal-error-type', error.type)
    c.header('x-fal-retryable', String(RETRYABLE.has(error.type) || status >= 500))
  }
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  return Response.json(body, { status, headers: c.res.headers })
}
