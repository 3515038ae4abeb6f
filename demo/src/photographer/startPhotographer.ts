/** A local photographer: a server that speaks fal's queue, storage and CDN, and makes its pictures with sharp. */
import { answerWithFault, type RequestFault } from '../shared/answerWithFault.ts'
import { serveLoopback } from '../shared/serveLoopback.ts'
import type { Speed } from '../shared/speed.ts'
import { type Books, books } from './books.ts'
import { createApp } from './createApp.ts'
import { createRunner, type OrderedEnd } from './createRunner.ts'
import { FileStore } from './FileStore.ts'
import { Queue } from './Queue.ts'
import { WORK_TIMES, type WorkTimes } from './workTimes.ts'

/** What a test makes go wrong with one HTTP request; for a submit also a model that fails, or never ends. */
export type Fault = RequestFault | OrderedEnd

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

/** Starts the server. @throws when the port cannot be had. */
export async function startPhotographer(options: PhotographerOptions): Promise<Photographer> {
  const { port, speed, times, apiKey, concurrency = 2, faults } = options
  const files = await FileStore.open()
  const orderedEnds = new Map<string, OrderedEnd>()
  const runner = createRunner({
    files,
    speed,
    times: { ...WORK_TIMES[speed], ...times },
    orderedEnd: (id) => orderedEnds.get(id),
  })
  const queue = new Queue(runner, { concurrency, queueMs: speed === 'fast' ? 20 : 600 })
  const authorized = (header: string | undefined) =>
    apiKey === undefined ? /^Key [^\s:]+:[^\s:]+$/.test(header ?? '') : header === `Key ${apiKey}`
  const app = createApp({ queue, files, authorized })

  const answer = async (request: Request, hangUp: () => void): Promise<Response> => {
    const fault = faults?.(request)
    const end = fault && ('modelError' in fault || 'requestError' in fault || 'stall' in fault) ? fault : undefined
    const take = async (taken: Request) => {
      const response = await app.fetch(taken)
      const id = response.headers.get('x-fal-request-id')
      if (end && id) orderedEnds.set(id, end)
      return response
    }
    return answerWithFault(end ? undefined : (fault as RequestFault | undefined), request, take, hangUp)
  }

  const server = await serveLoopback(answer, port)
  return {
    url: server.url,
    books: () => books(queue),
    close: async () => {
      queue.close()
      await server.close()
      await files.close()
    },
  }
}
