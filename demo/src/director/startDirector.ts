/** A local director: a server that speaks Anthropic's Messages API, with a script in place of a model. */
import { serveLoopback } from '../shared/serveLoopback.ts'
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import type { ApiError } from './ApiError.ts'
import { createApp, type StreamFault } from './createApp.ts'

/**
 * What a test makes go wrong with one HTTP request: an answer in place of the real one (`new ApiError(…).response(…)`), a delay
 * before it, a connection cut before any answer, or a stream that is cut or turns into an `error` event after N events.
 */
type Fault =
  | Response
  | { delayMs: number }
  | { hangUp: true }
  | { cutAfter: number }
  | { errorAfter: number; error: ApiError }

export type DirectorOptions = {
  /** TCP port on 127.0.0.1; 0 for any. */
  port: number
  speed: Speed
  /** The one key that is good. Without it, every key is. */
  apiKey?: string
  /** Asked once for each HTTP request; for tests. */
  faults?: (request: Request) => Fault | undefined
}

export type Director = {
  /** Origin, for `ANTHROPIC_BASE_URL`. */
  url: string
  close: () => Promise<void>
}

const TOKEN_MS: Record<Speed, number> = { fast: 2, lifelike: 35 }

/** Starts the server. @throws when the port cannot be had. */
export function startDirector({ port, speed, apiKey, faults }: DirectorOptions): Promise<Director> {
  const streamFaults = new WeakMap<Request, StreamFault>()
  const app = createApp({
    knowsKey: (key) => apiKey === undefined || key === apiKey,
    tokenMs: TOKEN_MS[speed],
    streamFault: (request) => streamFaults.get(request),
  })
  return serveLoopback(async (request, hangUp) => {
    const fault = faults?.(request)
    if (fault instanceof Response) return fault
    if (fault && 'hangUp' in fault) hangUp()
    if (fault && 'delayMs' in fault) await sleep(fault.delayMs)
    if (fault && 'cutAfter' in fault) streamFaults.set(request, { after: fault.cutAfter, hangUp })
    if (fault && 'errorAfter' in fault)
      streamFaults.set(request, { after: fault.errorAfter, error: fault.error, hangUp })
    return app.fetch(request)
  }, port)
}
