/** The photographer's routes: fal's hosts as first path segments, and the books. */
import { type Context, Hono } from 'hono'
import { books } from './books.ts'
import type { FileStore } from './FileStore.ts'
import type { Queue } from './Queue.ts'
import { cdnRoutes } from './routes/cdnRoutes.ts'
import { platformRoutes } from './routes/platformRoutes.ts'
import { queueRoutes } from './routes/queueRoutes.ts'
import { storageRoutes } from './routes/storageRoutes.ts'
import type { Webhooks } from './Webhooks.ts'

type Parts = {
  queue: Queue
  files: FileStore
  webhooks: Webhooks
  /** Whether an `Authorization` header is good. */
  authorized: (header: string | undefined) => boolean
  /** Requests that may wait; one more is refused. */
  queueLimit: number
}

/** The whole surface, without the fault hook. */
export function createApp({ queue, files, webhooks, authorized, queueLimit }: Parts): Hono {
  const needsKey = async (c: Context, next: () => Promise<void>) => {
    if (authorized(c.req.header('authorization'))) return next()
    return c.json(
      { detail: 'Authentication is required to access this application. Send "Authorization: Key <id:secret>".' },
      401,
    )
  }
  return new Hono()
    .get('/rest.fal.ai/.well-known/jwks.json', (c) => c.json(webhooks.keys()))
    .use('/queue.fal.run/*', needsKey)
    .use('/rest.fal.ai/*', needsKey)
    .use('/api.fal.ai/*', needsKey)
    .route('/queue.fal.run', queueRoutes({ queue, files, queueLimit }))
    .route('/rest.fal.ai/storage', storageRoutes(files))
    .route('/api.fal.ai/v1', platformRoutes())
    .route('/v3.fal.media', cdnRoutes(files))
    .get('/_books', (c) => c.json(books(queue)))
    .notFound((c) => c.json({ detail: `Path ${c.req.path} not found` }, 404))
}
