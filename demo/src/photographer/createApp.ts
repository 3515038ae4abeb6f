/** The photographer's routes: fal's hosts as first path segments, and the books. */
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { books } from './books.ts'
import type { FileStore } from './FileStore.ts'
import { hashInput } from './hashInput.ts'
import { MODELS } from './models/MODELS.ts'
import type { Queue, QueuedRequest } from './Queue.ts'
import { statusBody, statusCode } from './requestStatus.ts'

type Parts = {
  queue: Queue
  files: FileStore
  /** Whether an `Authorization` header is good. */
  authorized: (header: string | undefined) => boolean
}

const uploadBody = z.object({ content_type: z.string().min(1), file_name: z.string().min(1) })

/** The whole surface, without the fault hook. */
export function createApp({ queue, files, authorized }: Parts): Hono {
  const app = new Hono()

  const needsKey = async (c: Context, next: () => Promise<void>) => {
    if (authorized(c.req.header('authorization'))) return next()
    return c.json(
      { detail: 'Authentication is required to access this application. Send "Authorization: Key <id:secret>".' },
      401,
    )
  }
  app.use('/queue.fal.run/*', needsKey)
  app.use('/rest.fal.ai/*', needsKey)

  const withRequest =
    (handle: (c: Context, request: QueuedRequest) => Response | Promise<Response>) => (c: Context) => {
      const request = queue.find(`${c.req.param('owner')}/${c.req.param('app')}`, c.req.param('id') ?? '')
      if (!request) return c.json({ detail: 'Request not found' }, 404)
      c.header('x-fal-request-id', request.id)
      return handle(c, request)
    }
  const withLogs = (c: Context) => c.req.query('logs') === '1'

  app.get(
    '/queue.fal.run/:owner/:app/requests/:id/status',
    withRequest((c, request) => c.json(statusBody(request, queue, withLogs(c)), statusCode(request))),
  )

  app.get(
    '/queue.fal.run/:owner/:app/requests/:id/status/stream',
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

  app.get(
    '/queue.fal.run/:owner/:app/requests/:id',
    withRequest((c, request) => {
      if (!request.outcome) return c.json({ detail: 'Request is still in progress' }, 400)
      const { status, body, billableUnits, error } = request.outcome
      c.header('x-fal-billable-units', String(billableUnits))
      if (error) {
        c.header('x-fal-error-type', error.type)
        c.header('x-fal-retryable', String(error.type === 'no_media_generated' || status >= 500))
      }
      return Response.json(body, { status, headers: c.res.headers })
    }),
  )

  app.put('/queue.fal.run/:owner/:app/requests/:id/cancel', (c) => {
    const request = queue.find(`${c.req.param('owner')}/${c.req.param('app')}`, c.req.param('id'))
    if (!request) return c.json({ status: 'NOT_FOUND' }, 404)
    c.header('x-fal-request-id', request.id)
    if (!queue.cancel(request)) return c.json({ status: 'ALREADY_COMPLETED' }, 400)
    return c.json({ status: 'CANCELLATION_REQUESTED' }, 202)
  })

  app.post('/queue.fal.run/:model{.+}', async (c) => {
    const model = c.req.param('model')
    if (!MODELS[model]) return c.json({ detail: `Application "${model}" not found` }, 404)
    if (c.req.query('fal_webhook') !== undefined)
      return badRequest(c, 'This stand-in delivers no webhooks: poll status_url.')
    const body = await readJson(c)
    if (body === undefined) return badRequest(c, 'The body must be JSON, sent with Content-Type: application/json.')
    const request = queue.submit(model, body, await hashInput(body, files))
    c.header('x-fal-request-id', request.id)
    return c.json(statusBody(request, queue, false))
  })

  app.post('/rest.fal.ai/storage/upload/initiate', async (c) => {
    if (c.req.query('storage_type') !== 'fal-cdn-v3') return badRequest(c, 'storage_type must be fal-cdn-v3.')
    const body = uploadBody.safeParse(await readJson(c))
    if (!body.success)
      return c.json(
        {
          detail: body.error.issues.map(({ path, message }) => ({
            loc: ['body', ...path],
            msg: message,
            type: 'value_error',
          })),
        },
        422,
      )
    const { fileUrl, uploadUrl } = files.reserve(body.data.content_type, body.data.file_name)
    return c.json({ file_url: fileUrl, upload_url: uploadUrl })
  })

  app.put('/v3.fal.media/files/:folder/:name', async (c) => {
    const bytes = Buffer.from(await c.req.arrayBuffer())
    const known = await files.receive(
      `/files/${c.req.param('folder')}/${c.req.param('name')}`,
      c.req.query('signature') ?? '',
      bytes,
    )
    return known ? c.json({}) : c.json({ detail: 'Invalid upload URL' }, 403)
  })

  app.get('/v3.fal.media/files/:folder/:name', async (c) => {
    const file = await files.read(`/files/${c.req.param('folder')}/${c.req.param('name')}`)
    if (!file) return c.json({ detail: 'File not found' }, 404)
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.contentType })
  })

  app.get('/_books', (c) => c.json(books(queue)))

  app.notFound((c) => c.json({ detail: `Path ${c.req.path} not found` }, 404))
  return app
}

function badRequest(c: Context, detail: string): Response {
  return c.json({ detail, error_type: 'bad_request' }, 400)
}

async function readJson(c: Context): Promise<unknown> {
  if (!c.req.header('content-type')?.startsWith('application/json')) return undefined
  return c.req.json().catch(() => undefined)
}
