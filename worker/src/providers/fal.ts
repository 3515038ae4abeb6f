import { ApiError, createFalClient, type FalClient } from '@fal-ai/client'
import { z } from 'zod'
import { billedUsd, type Tariff } from './billedUsd.ts'
import { failureOf, type WorkKind } from './failures/failWith.ts'
import { falBrokeDown, falUnanswered, falUploadInside } from './failures/falFailures.ts'
import { isForLater, orderFailure, readFalFailure } from './failures/readFalFailure.ts'
import { isOutside } from './isOutside.ts'
import { loadFromHosts } from './loadFromHosts.ts'
import type { FalOrder } from './models/falOrder.ts'
import { CALL_MS, OrderUnknown, type ProviderBusy, ProviderFailure, type WorkRef, type WorkStatus } from './Provider.ts'
import { rebased } from './rebased.ts'
import { retryAfter } from './retryAfter.ts'

const HOSTS = ['fal.media', '*.fal.media']
const NOBODYS = '00000000-0000-4000-8000-000000000000'

const Submitted = z.object({ request_id: z.string() })
const Failed = z.object({ error_type: z.string() })
const Media = z.object({ url: z.url() })
const Output = z.union([z.object({ images: z.tuple([Media]).rest(z.unknown()) }), z.object({ video: Media })])

export type FalAccount = {
  /** `id:secret` */
  key: string
  /** Stands for all of fal's hosts where it is set: `https://queue.fal.run/x` → `<baseUrl>/queue.fal.run/x`. */
  baseUrl: string | undefined
  /** Hosts beside fal's own from which results may be loaded. */
  resultHosts: readonly string[]
}

/** fal's queue and storage for one job, through the vendor's own client. */
export class Fal {
  readonly #account: FalAccount
  readonly #kind: WorkKind
  readonly #tariff: Tariff
  readonly #fetch: typeof fetch

  constructor(account: FalAccount, job: { kind: WorkKind } & Tariff, fetchOutside: typeof fetch) {
    this.#account = account
    this.#kind = job.kind
    this.#tariff = job
    this.#fetch = account.baseUrl === undefined ? fetchOutside : rebased(account.baseUrl, fetchOutside)
  }

  /** Resolves when fal answers and takes the key: an order that nobody received need not be told as possibly charged. */
  async knock({ endpoint }: FalOrder): Promise<void> {
    await this.#call(async (client) => {
      try {
        await client.queue.status(endpoint, { requestId: NOBODYS })
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error
      }
    })
  }

  /** Puts a picture where fal's models can load it, and returns its URL. */
  async upload(file: Blob): Promise<string> {
    return await this.#call((client) => client.storage.upload(file))
  }

  /** Places an order. fal calls `hookUrl` when it is done, where there is one. */
  async submit({ endpoint, input }: FalOrder, hookUrl: string | null): Promise<WorkRef> {
    const hook = hookUrl === null ? '' : `?fal_webhook=${encodeURIComponent(hookUrl)}`
    // By hand, because the vendor's client sends a submit again when its answer is lost, and a second submit is paid again.
    const response = await this.#fetch(`https://queue.fal.run/${endpoint}${hook}`, {
      method: 'POST',
      headers: { authorization: `Key ${this.#account.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => {
      throw this.unanswered()
    })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) throw this.#failure(response, body)
    const id = Submitted.safeParse(body).data?.request_id
    if (id === undefined) throw this.unanswered()
    return { id, model: endpoint }
  }

  /** Throws OrderUnknown where fal does not know the request. */
  async status(ref: WorkRef): Promise<WorkStatus> {
    const status = await this.#call(async (client) => {
      try {
        return await client.queue.status(ref.model, { requestId: ref.id, logs: true })
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) throw new OrderUnknown(`fal does not know ${ref.id}.`)
        throw error
      }
    })
    if (status.status === 'IN_QUEUE') {
      return { state: 'waiting', message: `in the queue, place ${status.queue_position + 1}` }
    }
    if (status.status === 'IN_PROGRESS') {
      const message = status.logs?.at(-1)?.message
      return { state: 'running', ...(message !== undefined && { message }) }
    }
    // There is no state for a failure: it is a completed one with an error, whose result answers as the model did.
    const failed = Failed.safeParse(status).data
    if (failed?.error_type === 'client_cancelled') return { state: 'cancelled' }
    return await this.#result(ref, failed)
  }

  /** Asks fal to stop the work. False when it is too late. */
  async cancel({ id, model }: WorkRef): Promise<boolean> {
    try {
      await this.#client().queue.cancel(model, { requestId: id })
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return true
      if (error instanceof ApiError && error.status === 400) return false
      throw error
    }
  }

  async download(url: string): Promise<Response> {
    const { baseUrl: origin, resultHosts } = this.#account
    return await loadFromHosts(url, { kind: this.#kind, hosts: [...HOSTS, ...resultHosts], origin }, this.#fetch)
  }

  /** What is told of an order of which nobody knows whether it was taken. */
  unanswered(): ProviderFailure {
    return failureOf(falUnanswered, { kind: this.#kind })
  }

  async #result({ id, model }: WorkRef, failed: z.infer<typeof Failed> | undefined): Promise<WorkStatus> {
    let units: number | null = null
    let status = 200
    const client = this.#client((answer) => {
      status = answer.status
      units = readUnits(answer.headers)
    })
    const ended = ({ failure, isWorthAnew }: ProviderFailure): WorkStatus => ({ state: 'failed', failure, isWorthAnew })
    const about = () => ({ kind: this.#kind, charged: chargeOf(units) })
    try {
      const { data } = await client.queue.result(model, { requestId: id })
      const output = Output.safeParse(data).data
      if (output === undefined) return ended(failureOf(orderFailure('no_media_generated'), about()))
      const { url } = 'video' in output ? output.video : output.images[0]
      return { state: 'done', url, usd: billedUsd(units, this.#tariff) }
    } catch (error) {
      // Of an order that has failed, this is the end, though the answer may be fal's own; of any other it is, and for a moment.
      if (status >= 500 && failed !== undefined) {
        return ended(failureOf(orderFailure(failed.error_type, falBrokeDown), about()))
      }
      if (!(error instanceof ApiError)) throw error
      if (failed === undefined && (status === 400 || status === 404)) throw error
      const failure = readFalFailure(status, error.body, about())
      if (failure instanceof ProviderFailure) return ended(failure)
      throw failure
    }
  }

  #client(listen?: (answer: Response) => void): FalClient {
    return createFalClient({
      credentials: this.#account.key,
      fetch: async (input, init) => {
        this.#requireOutside(new URL(input instanceof Request ? input.url : input))
        const response = await this.#fetch(input, { ...init, signal: AbortSignal.timeout(CALL_MS) })
        listen?.(response)
        // Thrown here, or the client would ask again by itself, at once and without regard for Retry-After.
        if (isForLater(response.status)) throw this.#failure(response, null)
        return response
      },
    })
  }

  /** Where a picture goes up, fal says in an answer. */
  #requireOutside(url: URL): void {
    const { baseUrl } = this.#account
    const isKnown = baseUrl !== undefined && url.origin === new URL(baseUrl).origin
    if (!isKnown && !isOutside(url)) throw failureOf(falUploadInside, { kind: this.#kind, reason: url.host })
  }

  async #call<T>(call: (client: FalClient) => Promise<T>): Promise<T> {
    try {
      return await call(this.#client())
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      throw readFalFailure(error.status, error.body, { kind: this.#kind })
    }
  }

  #failure({ status, headers }: Response, body: unknown): ProviderFailure | ProviderBusy {
    return readFalFailure(status, body, { kind: this.#kind, retryAfterMs: retryAfter(headers, Date.now()) })
  }
}

/** `x-fal-billable-units`: what a request is charged, in units of its model. */
function readUnits(headers: Headers): number | null {
  const value = headers.get('x-fal-billable-units')?.trim() ?? ''
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) : null
}

function chargeOf(units: number | null): 'no' | 'yes' | null {
  if (units === null) return null
  return units > 0 ? 'yes' : 'no'
}
