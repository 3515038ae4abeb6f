import { ApiError, createFalClient, type FalClient } from '@fal-ai/client'
import type { ImageJobRequest, JobFailure } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { IMAGE_MODEL } from './catalog.ts'
import {
  CALL_MS,
  DOWNLOAD_MS,
  OrderUnknown,
  ProviderBusy,
  ProviderFailure,
  type WorkRef,
  type WorkStatus,
} from './Provider.ts'
import { retryAfter } from './retryAfter.ts'

const Submitted = z.object({ request_id: z.string() })
const Broken = z.object({ error_type: z.string() })
const Output = z.object({ images: z.array(z.object({ url: z.url() })).min(1) })

/** fal's queue and storage, through the vendor's own client. */
export class Fal {
  readonly #client: FalClient
  readonly #credentials: string
  readonly #fetch: typeof fetch

  /** `baseUrl`, when given, stands for all of fal's hosts: `https://queue.fal.run/x` → `<baseUrl>/queue.fal.run/x`. */
  constructor(credentials: string, baseUrl: string | undefined, fetchOutside: typeof fetch) {
    this.#fetch = baseUrl === undefined ? fetchOutside : rebased(baseUrl, fetchOutside)
    this.#credentials = credentials
    this.#client = createFalClient({
      credentials,
      fetch: async (input, init) => {
        const response = await this.#fetch(input, { ...init, signal: AbortSignal.timeout(CALL_MS) })
        // Thrown here, or the client would ask again by itself, at once and without regard for Retry-After.
        if (isForLater(response.status)) throw busy(response)
        return response
      },
    })
  }

  /** Resolves when fal answers and takes the key: an order that nobody received need not be told as possibly charged. */
  async knock(): Promise<void> {
    const nobodys = '00000000-0000-4000-8000-000000000000'
    await failures(async () => {
      try {
        await this.#client.queue.status(IMAGE_MODEL.textModel, { requestId: nobodys })
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error
      }
    })
  }

  /** Puts a picture where the image model can load it, and returns its URL. */
  async upload(file: Blob): Promise<string> {
    return await failures(() => this.#client.storage.upload(file))
  }

  /** `inputUrls` in the order in which the prompt names them. */
  async submit(request: ImageJobRequest, inputUrls: string[]): Promise<WorkRef> {
    const model = inputUrls.length === 0 ? IMAGE_MODEL.textModel : IMAGE_MODEL.editModel
    // By hand, because the vendor's client sends a submit again when its answer is lost, and a second submit is paid again.
    const response = await this.#fetch(`https://queue.fal.run/${model}`, {
      method: 'POST',
      headers: { authorization: `Key ${this.#credentials}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        prompt: request.prompt,
        num_images: 1,
        aspect_ratio: request.aspectRatio,
        resolution: request.resolution,
        output_format: 'png',
        ...(inputUrls.length > 0 && { image_urls: inputUrls }),
      }),
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => {
      throw new ProviderFailure(unanswered)
    })
    const body: unknown = await response.json().catch(() => null)
    if (response.ok) {
      const id = Submitted.safeParse(body).data?.request_id
      if (id === undefined) throw new ProviderFailure(unanswered)
      return { id, model }
    }
    const failure = falFailure(response.status, body)
    if (failure !== null) throw new ProviderFailure(failure)
    throw busy(response)
  }

  /** Throws OrderUnknown where fal does not know the request. */
  async status({ id, model }: WorkRef): Promise<WorkStatus> {
    const status = await failures(async () => {
      try {
        return await this.#client.queue.status(model, { requestId: id, logs: true })
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) throw new OrderUnknown(`fal does not know ${id}.`)
        throw error
      }
    })
    if (status.status === 'IN_QUEUE')
      return { state: 'waiting', message: `in the queue, place ${status.queue_position + 1}` }
    if (status.status === 'IN_PROGRESS') {
      const message = status.logs.at(-1)?.message
      return { state: 'running', ...(message !== undefined && { message }) }
    }
    // There is no state for a failure: it is a completed one with an error, whose result answers as the model did.
    const error = Broken.safeParse(status).data
    if (error?.error_type === 'client_cancelled') return { state: 'cancelled' }
    try {
      const { data } = await failures(() => this.#client.queue.result(model, { requestId: id }))
      const image = Output.safeParse(data).data?.images[0]
      return image === undefined
        ? { state: 'failed', failure: noPicture, isWorthAnew: true }
        : { state: 'done', url: image.url, usd: null }
    } catch (failed) {
      if (error !== undefined && failed instanceof ProviderBusy)
        return { state: 'failed', failure: brokeDown, isWorthAnew: false }
      throw failed
    }
  }

  /** Asks fal to stop the work. False when it is too late. */
  async cancel({ id, model }: WorkRef): Promise<boolean> {
    try {
      await this.#client.queue.cancel(model, { requestId: id })
      return true
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return true
      if (error instanceof ApiError && error.status === 400) return false
      throw error
    }
  }

  /** Loads a result. */
  async download(url: string): Promise<Response> {
    return await this.#fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) })
  }
}

function rebased(baseUrl: string, fetchOutside: typeof fetch): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init)
    const { host, pathname, search } = new URL(request.url)
    return fetchOutside(new Request(`${baseUrl}/${host}${pathname}${search}`, request))
  }
}

/** Answers that say nothing of the work itself. */
function isForLater(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

function busy({ status, headers }: Response): ProviderBusy {
  const isFull = status === 429
  const words = isFull ? 'waits for a place at the image service' : `The image service answered with status ${status}.`
  return new ProviderBusy(words, isFull, retryAfter(headers, Date.now()))
}

async function failures<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const failure = error instanceof ApiError ? falFailure(error.status, error.body) : null
    if (failure === null) throw error
    throw new ProviderFailure(failure, failure === photosLost)
  }
}

/** fal keeps no name of ours for an order, so one whose answer was lost cannot be found again. */
export const unanswered: JobFailure = {
  code: 'order_unanswered',
  message: 'The image service did not answer the order. If the order had reached it, it may have been charged.',
  hint: 'Everything made so far is kept. Try again when the service answers.',
  retryable: true,
  charged: 'maybe',
}

const noPicture: JobFailure = {
  code: 'no_media_generated',
  message: 'The image service answered without a picture.',
  hint: 'Try again: it often works the second time.',
  retryable: true,
  charged: 'no',
}

const brokeDown: JobFailure = {
  code: 'image_service_broke_down',
  message: 'The image service broke down over this picture.',
  hint: 'Try again. Nothing was charged.',
  retryable: true,
  charged: 'no',
}

/** fal keeps uploads for a limited time. */
export const photosLost: JobFailure = {
  code: 'photos_lost',
  message: 'The image service no longer has the photos that were sent to it.',
  hint: 'Try again: they are sent anew. Nothing was charged.',
  retryable: true,
  charged: 'no',
}

const Detail = z.object({
  detail: z.union([z.string(), z.array(z.object({ msg: z.string(), type: z.string() })).min(1)]),
})

/** What an answer of fal's means for the person; null where asking again later is right (5xx, 408, 429). */
export function falFailure(status: number, body: unknown): JobFailure | null {
  if (isForLater(status)) return null
  const detail = Detail.safeParse(body).data?.detail
  const [type, words] = typeof detail === 'object' ? [detail[0]?.type, detail[0]?.msg] : [undefined, detail]
  if (status === 401) {
    return {
      code: 'image_key_refused',
      message: 'The image service does not accept the key.',
      hint: 'Set a valid FAL_KEY. Nothing was charged.',
      retryable: false,
      charged: 'no',
    }
  }
  if (status === 403) {
    return {
      code: 'image_account_locked',
      message: `The image service does not serve this account: ${sentence(words)}.`,
      hint: 'See the account at fal, for example its balance. Nothing was charged.',
      retryable: false,
      charged: 'no',
    }
  }
  if (type === 'content_policy_violation') {
    return {
      code: 'content_policy',
      message: 'The image service refused this picture: content policy.',
      hint: 'Use another reference or other words. Nothing was charged.',
      retryable: false,
      charged: 'no',
    }
  }
  if (type === 'no_media_generated') return noPicture
  if (type === 'file_download_error') return photosLost
  return {
    code: type ?? 'image_refused',
    message: `The image service refused the work: ${sentence(words ?? `status ${status}`)}.`,
    hint: 'Change the reference photos or the words, and try again.',
    retryable: false,
    charged: 'maybe',
  }
}

/** A provider's words as the end of a sentence of ours. */
function sentence(words = 'it gave no reason'): string {
  return words.replace(/\.$/, '')
}
