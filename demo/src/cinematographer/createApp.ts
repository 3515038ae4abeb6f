import { randomUUID } from 'node:crypto'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Fate } from './createFilmer.ts'
import { KlingError } from './KlingError.ts'
import { parseSubmission } from './parseSubmission.ts'
import { readImage } from './readImage.ts'
import type { Pictures, Task, TaskBook } from './TaskBook.ts'

type Parts = {
  book: TaskBook
  film: (task: Task, pictures: Pictures, fate?: Fate) => void
  /** Throws a KlingError unless an `Authorization` header is good. */
  authorize: (header: string | undefined) => Promise<void>
  /** Folder of the finished clips. */
  clips: string
  /** Fetches pictures that are given as URLs. */
  fetch: typeof globalThis.fetch
}
type Env = { Bindings: { fate?: Fate | undefined } }

// Two pictures of 10 MB in base64, and the words.
const maxBodyBytes = 28 * 1024 * 1024

const listQuery = z.object({
  pageNum: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(30),
})

/** The whole surface: Kling's image-to-video calls, the clips, and the books. */
export function createApp({ book, film, authorize, clips, fetch }: Parts): Hono<Env> {
  const collection = '/v1/videos/image2video'
  return new Hono<Env>()
    .use('/v1/*', async (c, next) => {
      await authorize(c.req.header('authorization'))
      await next()
    })
    .post(
      collection,
      bodyLimit({
        maxSize: maxBodyBytes,
        onError: () => {
          throw new KlingError(1201, 'The body is too large: a picture may have 10 MB')
        },
      }),
      async (c) => {
        const submission = parseSubmission(await readJson(c))
        const first = await readImage('image', submission.image, fetch)
        const tail = submission.image_tail ? await readImage('image_tail', submission.image_tail, fetch) : undefined
        const task = book.accept(submission, { first, tail })
        film(task, { first, tail }, c.env.fate)
        return succeed(c, describe(task))
      },
    )
    .get(collection, (c) => {
      const query = listQuery.safeParse(c.req.query())
      if (!query.success) throw new KlingError(1201, 'pageNum counts from 1, pageSize goes from 1 to 500')
      const { pageNum, pageSize } = query.data
      return succeed(
        c,
        book.page(pageNum, pageSize).map((task) => describeResult(task, c.req.url)),
      )
    })
    .get(`${collection}/:id`, (c) => succeed(c, describeResult(book.find(c.req.param('id')), c.req.url)))
    .on(['POST', 'PUT', 'PATCH', 'DELETE'], [collection, `${collection}/:id`], (c) => {
      throw new KlingError(1202, `${c.req.method} ${c.req.path}: the requested method is invalid`)
    })
    .get('/clips/*', serveStatic({ root: clips, rewriteRequestPath: (path) => path.slice('/clips'.length) }))
    .get('/_books', (c) => c.json(book.books()))
    .notFound((c) => new KlingError(1203, `${c.req.path}: the requested resource does not exist`).response())
    .onError((error) =>
      (error instanceof KlingError ? error : new KlingError(5000, `Internal error: ${error.message}`)).response(),
    )
}

function succeed(c: Context, data: unknown): Response {
  return c.json({ code: 0, message: 'SUCCEED', request_id: randomUUID(), data })
}

function describe(task: Task) {
  return {
    task_id: task.id,
    task_status: task.status,
    task_info: { external_task_id: task.submission.external_task_id },
    created_at: task.createdAt,
    updated_at: task.updatedAt,
  }
}

function describeResult(task: Task, requestUrl: string) {
  const { clip } = task
  const videos = clip && [
    { id: clip, url: new URL(`/clips/${clip}.mp4`, requestUrl).href, duration: task.submission.duration },
  ]
  return { ...describe(task), task_status_msg: task.statusMessage, task_result: videos ? { videos } : {} }
}

async function readJson(c: Context): Promise<unknown> {
  if (!c.req.header('content-type')?.startsWith('application/json'))
    throw new KlingError(1200, 'Invalid request parameters: send Content-Type: application/json')
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new KlingError(1200, 'Invalid request parameters: the body is not JSON')
  }
}
