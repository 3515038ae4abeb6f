/** A local photographer: a server that speaks fal's queue, webhooks, storage, CDN and price list, and makes pictures with sharp and clips with FFmpeg. */
import { answerWithFault, type RequestFault } from '../shared/answerWithFault.ts'
import { serveLoopback } from '../shared/serveLoopback.ts'
import type { Speed } from '../shared/speed.ts'
import { type Books, books } from './books.ts'
import { createApp } from './createApp.ts'
import { createRunner, type OrderedEnd } from './createRunner.ts'
import { FileStore } from './FileStore.ts'
import { Queue } from './Queue.ts'
import { type WebhookFlaw, Webhooks } from './Webhooks.ts'
import { WORK_TIMES, type WorkTimes } from './workTimes.ts'

/** What a test makes go wrong with one HTTP request; for a submit also a request that fails, or never ends, or is reported wrongly. */
export type Fault = RequestFault | OrderedEnd | OrderedReport
type OrderedReport = { webhook: WebhookFlaw }

export type PhotographerOptions = {
  /** TCP port on 127.0.0.1; 0 for any. */
  port: number
  speed: Speed
  /** How long work takes at least, in place of what the speed says. */
  times?: Partial<WorkTimes>
  /** The one key that is good. Without it, every key of the form `id:secret` is. */
  apiKey?: string
  /** Requests that run at once; fal gives a new account 2. */
  concurrency?: number
  /** Requests that may wait; a submit above that is refused with 429. */
  queueLimit?: number
  /** Asked before each HTTP request; for tests. */
  faults?: (request: Request) => Fault | undefined
}

export type Photographer = {
  /** Origin; the hosts of fal are its first path segments: `${url}/queue.fal.run/fal-ai/nano-banana-pro`. */
  url: string
  /** The same as `GET /_books`. */
  books: () => Books
  /** Stops the server and deletes its files. */
  close: () => Promise<void>
}

/** ms before a webhook is sent again. */
const WEBHOOK_WAIT_MS: Record<Speed, number> = { fast: 20, lifelike: 1_000 }

/** Starts the server. @throws when the port cannot be had. */
export async function startPhotographer(options: PhotographerOptions): Promise<Photographer> {
  const { port, speed, times, apiKey, concurrency = 2, queueLimit = 1_000, faults } = options
  const files = await FileStore.open()
  /** By request: what a test has ordered for it. */
  const orders = new Map<string, OrderedEnd | OrderedReport>()
  const runner = createRunner({
    files,
    speed,
    times: { ...WORK_TIMES[speed], ...times },
    orderedEnd: (id) => {
      const ordered = orders.get(id)
      return ordered && 'webhook' in ordered ? undefined : ordered
    },
  })
  const webhooks = new Webhooks(WEBHOOK_WAIT_MS[speed])
  const queue = new Queue(runner, {
    concurrency,
    queueMs: speed === 'fast' ? 20 : 600,
    onEnd: (request) => {
      const ordered = orders.get(request.id)
      const flaw = ordered && 'webhook' in ordered ? ordered.webhook : undefined
      if (request.webhook) void webhooks.deliver(request.webhook, request, flaw)
    },
  })
  const authorized = (header: string | undefined) =>
    apiKey === undefined ? /^Key [^\s:]+:[^\s:]+$/.test(header ?? '') : header === `Key ${apiKey}`
  const app = createApp({ queue, files, webhooks, authorized, queueLimit })

  const answer = async (request: Request, hangUp: () => void): Promise<Response> => {
    const fault = faults?.(request)
    const ordered = fault && isForSubmit(fault) ? fault : undefined
    const take = async (taken: Request) => {
      const response = await app.fetch(taken)
      const id = response.headers.get('x-fal-request-id')
      if (ordered && id) orders.set(id, ordered)
      return response
    }
    return answerWithFault(fault && !isForSubmit(fault) ? fault : undefined, request, take, hangUp)
  }

  const server = await serveLoopback(answer, port)
  return {
    url: server.url,
    books: () => books(queue),
    close: async () => {
      webhooks.close()
      queue.close()
      await server.close()
      await files.close()
    },
  }
}

function isForSubmit(fault: Fault): fault is OrderedEnd | OrderedReport {
  return 'modelError' in fault || 'requestError' in fault || 'stall' in fault || 'webhook' in fault
}
