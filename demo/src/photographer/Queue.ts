/** fal's request queue: IN_QUEUE, IN_PROGRESS, COMPLETED; a few requests at once, the others wait in order. */
import { randomUUID } from 'node:crypto'
import { sleep } from '../shared/sleep.ts'
import type { SubmitOptions } from './readSubmitOptions.ts'
import { requestError } from './requestError.ts'

type Log = { message: string; level: 'INFO' | 'ERROR'; source: 'USER'; timestamp: string }

/** What the model answered; replayed as it is to whoever asks for the result. */
export type Outcome = {
  status: number
  body: unknown
  billableUnits: number
  /** Present when the request failed. */
  error?: { message: string; type: string }
  /** More headers of the result. */
  headers?: Record<string, string>
}

export type QueuedRequest = {
  readonly id: string
  /** Owner and app, without a sub-path: the form that all later URLs have. */
  readonly app: string
  readonly model: string
  readonly input: unknown
  readonly inputSha256: string
  /** URL that its end is reported to. */
  readonly webhook: string | undefined
  readonly submittedAt: number
  readonly logs: Log[]
  startedAt: number | undefined
  finishedAt: number | undefined
  outcome: Outcome | undefined
}

/** Does the work of one request; stops early when the signal aborts, in which case its outcome is dropped. */
export type Runner = (request: QueuedRequest, log: (message: string) => void, signal: AbortSignal) => Promise<Outcome>

type QueueOptions = {
  /** Requests that run at once. */
  concurrency: number
  /** Shortest time that a request stays IN_QUEUE, ms. */
  queueMs: number
  /** Hears of each request that is over. */
  onEnd: (request: QueuedRequest) => void
}

export class Queue {
  readonly #requests = new Map<string, QueuedRequest>()
  readonly #waiting: QueuedRequest[] = []
  readonly #running = new Map<QueuedRequest, AbortController>()
  readonly #listeners = new Set<() => void>()
  readonly #run: Runner
  readonly #concurrency: number
  readonly #queueMs: number
  readonly #onEnd: QueueOptions['onEnd']

  constructor(run: Runner, { concurrency, queueMs, onEnd }: QueueOptions) {
    this.#run = run
    this.#concurrency = concurrency
    this.#queueMs = queueMs
    this.#onEnd = onEnd
  }

  /** Requests that wait. */
  get length(): number {
    return this.#waiting.length
  }

  /** @param inputSha256 SHA-256 over all that decides the result */
  submit(
    model: string,
    input: unknown,
    inputSha256: string,
    { webhook, startWithinMs }: SubmitOptions = {},
  ): QueuedRequest {
    const request: QueuedRequest = {
      id: randomUUID(),
      app: model.split('/').slice(0, 2).join('/'),
      model,
      input,
      inputSha256,
      webhook,
      submittedAt: Date.now(),
      logs: [],
      startedAt: undefined,
      finishedAt: undefined,
      outcome: undefined,
    }
    this.#requests.set(request.id, request)
    this.#waiting.push(request)
    void sleep(this.#queueMs).then(() => this.#startNext())
    if (startWithinMs !== undefined) setTimeout(() => this.#giveUpWaiting(request), startWithinMs).unref()
    return request
  }

  find(app: string, id: string): QueuedRequest | undefined {
    const request = this.#requests.get(id)
    return request?.app === app ? request : undefined
  }

  all(): QueuedRequest[] {
    return [...this.#requests.values()]
  }

  /** Requests ahead of this one; 0 for the next. */
  position(request: QueuedRequest): number {
    return Math.max(0, this.#waiting.indexOf(request))
  }

  /** Takes a request out of the queue, or stops it. False when it had already ended. */
  cancel(request: QueuedRequest): boolean {
    if (request.outcome) return false
    this.#leave(request)
    this.#running.get(request)?.abort()
    this.#finish(request, requestError('client_cancelled'))
    return true
  }

  /** Resolves when anything in the queue has changed, or after `ms`. */
  nextChange(ms: number): Promise<void> {
    const changed = new AbortController()
    const listener = () => changed.abort()
    this.#listeners.add(listener)
    return sleep(ms, changed.signal).finally(() => this.#listeners.delete(listener))
  }

  /** Ends all that runs or waits. */
  close(): void {
    for (const request of [...this.#waiting, ...this.#running.keys()]) this.cancel(request)
  }

  #leave(request: QueuedRequest): void {
    const place = this.#waiting.indexOf(request)
    if (place >= 0) this.#waiting.splice(place, 1)
  }

  #giveUpWaiting(request: QueuedRequest): void {
    if (request.outcome || request.startedAt) return
    this.#leave(request)
    // By this header fal's client tells a deadline of its caller's from a breakdown.
    this.#finish(request, { ...requestError('request_timeout'), headers: { 'x-fal-request-timeout-type': 'user' } })
  }

  #startNext(): void {
    const request = this.#waiting[0]
    if (!request || this.#running.size >= this.#concurrency) return
    if (Date.now() - request.submittedAt < this.#queueMs) {
      // A timer may fire a millisecond early, or for a neighbour that was cancelled meanwhile.
      void sleep(this.#queueMs).then(() => this.#startNext())
      return
    }
    this.#waiting.shift()
    void this.#execute(request)
    this.#startNext()
  }

  async #execute(request: QueuedRequest): Promise<void> {
    const controller = new AbortController()
    this.#running.set(request, controller)
    request.startedAt = Date.now()
    this.#announce()
    const log = (message: string) => {
      if (request.outcome) return
      request.logs.push({ message, level: 'INFO', source: 'USER', timestamp: new Date().toISOString() })
      this.#announce()
    }
    const outcome = await this.#run(request, log, controller.signal).catch((error: unknown) => {
      log(`Unexpected: ${error instanceof Error ? error.message : String(error)}`)
      return requestError('internal_error')
    })
    this.#running.delete(request)
    if (!request.outcome) this.#finish(request, outcome)
    this.#startNext()
  }

  #finish(request: QueuedRequest, outcome: Outcome): void {
    request.outcome = outcome
    request.finishedAt = Date.now()
    this.#announce()
    this.#onEnd(request)
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }
}
