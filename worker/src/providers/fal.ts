import { ApiError, createFalClient, type FalClient } from '@fal-ai/client'
import { z } from 'zod'
import type { Tariff } from './billedUsd.ts'
import { failureOf, type WorkKind } from './failures/failWith.ts'
import { falUnanswered, falUploadInside } from './failures/falFailures.ts'
import { isForLater, mayBeTaken, readFalFailure } from './failures/readFalFailure.ts'
import { isOutside } from './isOutside.ts'
import { loadFromHosts } from './loadFromHosts.ts'
import type { FalOrder } from './models/falOrder.ts'
import {
  CALL_MS,
  OrderUnknown,
  type ProviderBusy,
  type ProviderFailure,
  type WorkRef,
  type WorkStatus,
} from './Provider.ts'
import { readFalResult } from './readFalResult.ts'
import { rebased } from './rebased.ts'
import { retryAfter } from './retryAfter.ts'

const HOSTS = ['fal.media', '*.fal.media']
const NOBODYS = '00000000-0000-4000-8000-000000000000'

const Submitted = z.object({ request_id: z.string() })
const Completed = z.object({ error: z.unknown().optional(), error_type: z.string().nullish().catch(null) })
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
  readonly #job: { kind: WorkKind } & Tariff
  readonly #fetch: typeof fetch

  constructor(account: FalAccount, job: { kind: WorkKind } & Tariff, fetchOutside: typeof fetch) {
    this.#account = account
    this.#job = job
    this.#fetch = account.baseUrl === undefined ? fetchOutside : rebased(account.baseUrl, fetchOutside)
  }

  /**
   * Resolves when fal answers and takes the key: an order that nobody received need not be told as possibly charged. What else it says
   * of a request that nobody made does not matter.
   */
  async knock({ endpoint }: FalOrder): Promise<void> {
    await this.#call(async (client) => {
      try {
        await client.queue.status(endpoint, { requestId: NOBODYS })
      } catch (error) {
        if (!(error instanceof ApiError) || error.status === 401 || error.status === 403) throw error
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
      redirect: 'manual',
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => {
      throw this.unanswered()
    })
    const body: unknown = await response.json().catch(() => null)
    if (mayBeTaken(response.status, body)) throw this.unanswered()
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
    const { error, error_type: type } = Completed.parse(status)
    const isFailed = typeof type === 'string' || (error ?? '') !== ''
    return await this.#result(ref, isFailed ? (type ?? '') : null)
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
    return await loadFromHosts(url, { kind: this.#job.kind, hosts: [...HOSTS, ...resultHosts], origin }, this.#fetch)
  }

  /** What is told of an order of which nobody knows whether it was taken. */
  unanswered(): ProviderFailure {
    return failureOf(falUnanswered, { kind: this.#job.kind })
  }

  async #result({ id, model }: WorkRef, failed: string | null): Promise<WorkStatus> {
    let [status, headers] = [200, new Headers()]
    const client = this.#client((answer) => ({ status, headers } = answer))
    const body = await client.queue.result(model, { requestId: id }).then(
      ({ data }): unknown => data,
      (error: unknown) => {
        if (error instanceof ApiError) return error.body
        if (failed !== null && status >= 500) return null
        throw error
      },
    )
    return readFalResult({ status, headers, body }, failed, this.#job)
  }

  #client(listen?: (answer: Response) => void): FalClient {
    return createFalClient({
      credentials: this.#account.key,
      retry: { maxRetries: 0 },
      fetch: async (input, init) => {
        this.#requireOutside(new URL(input instanceof Request ? input.url : input))
        const signal = AbortSignal.timeout(CALL_MS)
        // A redirect would take the photos, or the key, to an address at which nobody has looked.
        const response = await this.#fetch(input, { ...init, redirect: 'manual', signal }).catch((error: unknown) => {
          throw new Error(`fal did not answer: ${whyOf(error)}`)
        })
        listen?.(response)
        // Thrown as ours, like what the network does: of the client's own errors, the queue's calls are made again whatever `retry` says.
        if (isForLater(response.status)) throw this.#failure(response, null)
        return response
      },
    })
  }

  /** Where a picture goes up, fal says in an answer. */
  #requireOutside(url: URL): void {
    const { baseUrl } = this.#account
    const isKnown = baseUrl !== undefined && url.origin === new URL(baseUrl).origin
    if (!isKnown && !isOutside(url)) throw failureOf(falUploadInside, { kind: this.#job.kind, reason: url.host })
  }

  async #call<T>(call: (client: FalClient) => Promise<T>): Promise<T> {
    try {
      return await call(this.#client())
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // No call but an order costs anything.
      throw readFalFailure(error.status, error.body, { kind: this.#job.kind, charged: 'no' })
    }
  }

  #failure({ status, headers }: Response, body: unknown): ProviderFailure | ProviderBusy {
    return readFalFailure(status, body, { kind: this.#job.kind, retryAfterMs: retryAfter(headers, Date.now()) })
  }
}

/** Why `fetch` has failed: Node keeps that in the cause. */
function whyOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return String(cause ?? error)
}
