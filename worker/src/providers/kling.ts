import type { ClipJobRequest, JobFailure } from '@fashion-shoot/protocol'
import { SignJWT } from 'jose'
import { z } from 'zod'
import { CLIP_MODEL } from './catalog.ts'
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

const PATH = '/v1/videos/image2video'

const Envelope = z.object({ code: z.int(), message: z.string() })
const Task = z.object({
  data: z.object({
    task_id: z.string(),
    task_status: z.enum(['submitted', 'processing', 'succeed', 'failed']),
    task_status_msg: z.string().optional(),
    task_result: z.object({ videos: z.array(z.object({ url: z.url() })).optional() }).nullish(),
  }),
})
type Task = z.infer<typeof Task>['data']

export type KlingAccount = { accessKey: string; secretKey: string; baseUrl: string }

/** Kling's image-to-video API. */
export class Kling {
  readonly #account: KlingAccount
  readonly #fetch: typeof fetch

  constructor(account: KlingAccount, fetchOutside: typeof fetch) {
    this.#account = account
    this.#fetch = fetchOutside
  }

  /** Starts a clip. `externalTaskId` is our job's id, by which `find` finds a task whose answer was lost. Frames are base64. */
  async submit(
    request: ClipJobRequest,
    firstFrame: string,
    tailFrame: string,
    externalTaskId: string,
  ): Promise<WorkRef> {
    const task = await this.#call('POST', PATH, {
      model_name: CLIP_MODEL.model,
      mode: CLIP_MODEL.mode,
      duration: String(request.durationSeconds),
      prompt: request.prompt,
      image: firstFrame,
      image_tail: tailFrame,
      sound: 'off',
      external_task_id: externalTaskId,
    })
    return { id: task.task_id, model: CLIP_MODEL.model }
  }

  /** The task that was submitted under our own id, or null when none was. */
  async find(externalTaskId: string): Promise<WorkRef | null> {
    const task = await this.#task(externalTaskId)
    return task && { id: task.task_id, model: CLIP_MODEL.model }
  }

  /** Throws OrderUnknown where Kling does not know the task. */
  async status({ id }: WorkRef): Promise<WorkStatus> {
    const task = await this.#task(id)
    if (task === null) throw new OrderUnknown(`Kling does not know ${id}.`)
    if (task.task_status === 'submitted') return { state: 'waiting' }
    if (task.task_status === 'processing') return { state: 'running' }
    const url = task.task_result?.videos?.[0]?.url
    if (task.task_status === 'succeed' && url !== undefined) return { state: 'done', url, usd: null }
    const message = `The clip service could not make this clip: ${task.task_status_msg || 'it gave no reason'}.`
    const words = { code: 'clip_failed', message, hint: 'Try the clip again.' }
    return { state: 'failed', failure: { ...words, retryable: true, charged: 'no' }, isWorthAnew: false }
  }

  /** Loads a result. */
  async download(url: string): Promise<Response> {
    return await this.#fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) })
  }

  /** A task by Kling's id or by ours; null where there is none. */
  async #task(id: string): Promise<Task | null> {
    try {
      return await this.#call('GET', `${PATH}/${id}`)
    } catch (error) {
      if (error instanceof ProviderFailure && error.failure.code === 'kling_1203') return null
      throw error
    }
  }

  async #call(method: 'GET' | 'POST', path: string, body?: object): Promise<Task> {
    const response = await this.#fetch(this.#account.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_MS),
    })
    const answer: unknown = await response.json().catch(() => null)
    const envelope = Envelope.safeParse(answer).data
    if (envelope === undefined) throw new Error(`Kling answered ${response.status} without a body that it documents.`)
    if (envelope.code === 0) return Task.parse(answer).data
    const failure = klingFailure(envelope.code, envelope.message)
    if (failure === null) {
      const isFull = envelope.code < 5000
      const words = isFull ? 'waits for a place at the clip service' : `The clip service answered: ${envelope.message}.`
      throw new ProviderBusy(words, isFull, retryAfter(response.headers, Date.now()))
    }
    throw new ProviderFailure(failure)
  }

  /** A token good for half an hour, and from five seconds ago, for clocks that differ. */
  async #token(): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    return await new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(this.#account.accessKey)
      .setExpirationTime(now + 1800)
      .setNotBefore(now - 5)
      .sign(new TextEncoder().encode(this.#account.secretKey))
  }
}

/** What an error code of Kling's means for the person; null where asking again later is right (1302, 1303, 5xxx). */
export function klingFailure(code: number, message: string): JobFailure | null {
  if (code === 1302 || code === 1303 || code >= 5000) return null
  const failure = (words: string, hint: string): JobFailure => ({
    code: `kling_${code}`,
    message: words,
    hint,
    retryable: false,
    charged: 'no',
  })
  if (code >= 1000 && code <= 1004) {
    return failure('The clip service does not accept the keys.', 'Set valid KLING_ACCESS_KEY and KLING_SECRET_KEY.')
  }
  if (code === 1101 || code === 1102) {
    return failure('The clip service has no credit left.', 'Top up the Kling account. Nothing was charged.')
  }
  if (code === 1300 || code === 1301) {
    return failure(
      'The clip service refused this clip: content policy.',
      'Change the frames or the words. Nothing was charged.',
    )
  }
  return failure(
    `The clip service refused the work: ${message}.`,
    'Change the clip and try again. Nothing was charged.',
  )
}
