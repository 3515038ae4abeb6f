/** A local photographer: a server that speaks fal's queue, storage and CDN, and makes its pictures with sharp. */
import { serveLoopback } from '../shared/serveLoopback.ts'
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import { type Books, books } from './books.ts'
import { createApp } from './createApp.ts'
import { createRunner } from './createRunner.ts'
import { FileStore } from './FileStore.ts'
import type { ModelErrorType } from './ModelError.ts'
import { Queue } from './Queue.ts'

/**
 * What a test makes go wrong with one HTTP request: an answer in place of the real one; a delay before it; a request
 * that is done but whose answer gets lost on the way back; or, for a submit, a model that fails.
 */
export type Fault = Response | { delayMs: number } | { answerLost: true } | { modelError: ModelErrorType }

export type PhotographerOptions = {
  /** TCP port on 127.0.0.1; 0 for any. */
  port: number
  speed: Speed
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
  const { port, speed, apiKey, concurrency = 2, faults } = options
  const files = await FileStore.open()
  const orderedFailures = new Map<string, ModelErrorType>()
  const runner = createRunner({ files, speed, orderedFailure: (id) => orderedFailures.get(id) })
  const queue = new Queue(runner, { concurrency, queueMs: speed === 'fast' ? 20 : 600 })
  const authorized = (header: string | undefined) =>
    apiKey === undefined ? /^Key [^\s:]+:[^\s:]+$/.test(header ?? '') : header === `Key ${apiKey}`
  const app = createApp({ queue, files, authorized })

  const answer = async (request: Request, hangUp: () => void): Promise<Response> => {
    const fault = faults?.(request)
    if (fault instanceof Response) return fault
    if (fault && 'delayMs' in fault) await sleep(fault.delayMs)
    const response = await app.fetch(request)
    if (fault && 'modelError' in fault) {
      const id = response.headers.get('x-fal-request-id')
      if (id) orderedFailures.set(id, fault.modelError)
    }
    if (fault && 'answerLost' in fault) hangUp()
    return response
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
