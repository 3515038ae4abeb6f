import type { ClipJobRequest, ClipModel } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { failureOf, failWith } from './failures/failWith.ts'
import {
  KLING_FAILURES,
  klingRedirects,
  klingRefused,
  klingTaskFailed,
  klingTaskRefused,
} from './failures/klingFailures.ts'
import { klingToken } from './klingToken.ts'
import { loadFromHosts } from './loadFromHosts.ts'
import { klingClips } from './models/klingClips.ts'
import { CALL_MS, OrderUnknown, ProviderFailure, type WorkRef, type WorkStatus } from './Provider.ts'
import { retryAfter } from './retryAfter.ts'

const PATH = '/v1/videos/image2video'
const HOSTS = ['klingai.com', '*.klingai.com', 'kling.ai', '*.kling.ai', 'kechuangai.com', '*.kechuangai.com']
/** How Kling says that a task's content is to blame: "Failure to pass the risk control system" and the like. */
const POLICY = /risk control|sensitive|content (policy|security)|violat/i

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

export type KlingAccount = {
  accessKey: string
  secretKey: string
  baseUrl: string
  /** Hosts beside Kling's own from which results may be loaded. */
  resultHosts: readonly string[]
}

/** Kling's image-to-video API. */
export class Kling {
  readonly #account: KlingAccount
  readonly #model: ClipModel
  readonly #fetch: typeof fetch

  constructor(account: KlingAccount, model: ClipModel, fetchOutside: typeof fetch) {
    this.#account = account
    this.#model = model
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
      ...klingClips[this.#model],
      duration: String(request.durationSeconds),
      prompt: request.prompt,
      image: firstFrame,
      image_tail: tailFrame,
      external_task_id: externalTaskId,
    })
    return { id: task.task_id, model: this.#model }
  }

  /** The task that was submitted under our own id, or null when none was. */
  async find(externalTaskId: string): Promise<WorkRef | null> {
    const task = await this.#task(externalTaskId)
    return task && { id: task.task_id, model: this.#model }
  }

  /** Throws OrderUnknown where Kling does not know the task. */
  async status({ id }: WorkRef): Promise<WorkStatus> {
    const task = await this.#task(id)
    if (task === null) throw new OrderUnknown(`Kling does not know ${id}.`)
    if (task.task_status === 'submitted') return { state: 'waiting' }
    if (task.task_status === 'processing') return { state: 'running' }
    const url = task.task_result?.videos?.[0]?.url
    // It counts in units of the account's pack, of which it does not say what they cost.
    if (task.task_status === 'succeed' && url !== undefined) return { state: 'done', url, usd: null }
    const reason = task.task_status_msg
    const row = POLICY.test(reason ?? '') ? klingTaskRefused : klingTaskFailed
    const { failure, isWorthAnew } = failureOf(row, { kind: 'clip', reason })
    return { state: 'failed', failure, isWorthAnew }
  }

  async download(url: string): Promise<Response> {
    const { baseUrl: origin, resultHosts } = this.#account
    return await loadFromHosts(url, { kind: 'clip', hosts: [...HOSTS, ...resultHosts], origin }, this.#fetch)
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
    const { accessKey, secretKey, baseUrl } = this.#account
    const token = await klingToken(accessKey, secretKey, Date.now())
    const response = await this.#fetch(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // It would take the frames and the token to an address at which nobody has looked.
      redirect: 'manual',
      signal: AbortSignal.timeout(CALL_MS),
    })
    if (response.status >= 300 && response.status < 400) {
      throw failureOf(klingRedirects, { kind: 'clip', reason: String(response.status) })
    }
    const answer: unknown = await response.json().catch(() => null)
    const envelope = Envelope.safeParse(answer).data
    if (envelope === undefined) throw new Error(`Kling answered ${response.status} without a body that it documents.`)
    if (envelope.code === 0) return Task.parse(answer).data
    throw failWith(KLING_FAILURES[envelope.code] ?? klingRefused(envelope.code), {
      kind: 'clip',
      reason: envelope.message,
      retryAfterMs: retryAfter(response.headers, Date.now()),
    })
  }
}
