import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'
import {
  Asset,
  type ContentType,
  Job,
  type JobRequest,
  PlanAnswer,
  Problem,
  ShootState,
  type Slot,
  type Stage,
  StageEnded,
  type Stops,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { GatewayError } from './GatewayError.ts'

/** ms between the attempts of a call: enough to outlive a deploy of the Worker, or a start on a slow machine. */
const RETRY_MS = [250, 1000, 3000, 6000, 10_000, 20_000]
/** ms; above the gateway's own longest wait of 25 s */
const CALL_TIMEOUT_MS = 60_000
/** ms; a film of a few dozen megabytes over a slow line */
const FILE_TIMEOUT_MS = 300_000

type Outside = {
  /** Without a trailing slash. */
  url: string
  token: string
  fetch: typeof globalThis.fetch
  /** ms between the attempts of a call that the network lost. */
  retryMs?: readonly number[]
}

/** A file on its way to a slot: the bytes and what they are. */
export type FileUpload = {
  slot: Slot
  bytes: Uint8Array<ArrayBuffer>
  contentType: ContentType
  /** Lower-case hex. */
  sha256: string
  /** px */
  width: number
  /** px */
  height: number
  /** s, of a film */
  durationSeconds?: number
  /** Base64. */
  thumbhash?: string
  /** Asset ids. */
  madeFrom: string[]
}

/** A small picture of an asset: a WebP, and the same as a blur, base64. */
export type Preview = { bytes: Uint8Array<ArrayBuffer>; thumbhash: string }

export type GatewayClient = ReturnType<typeof createGatewayClient>

/**
 * The gateway's calls, typed. Each takes the signal of the tool that makes it and throws a GatewayError, or the signal's reason
 * once it has fired. Every call has the same effect when it is made twice, and is repeated when the network fails.
 */
export function createGatewayClient({ url, token, fetch, retryMs = RETRY_MS }: Outside) {
  async function call<Reply>(
    request: { method: 'GET' | 'POST'; path: string; body?: unknown },
    reply: z.core.$ZodType<Reply>,
    signal: AbortSignal,
  ): Promise<Reply> {
    const response = await send(
      request.path,
      {
        method: request.method,
        ...(request.body !== undefined && {
          body: JSON.stringify(request.body),
          headers: { 'content-type': 'application/json' },
        }),
      },
      { timeoutMs: CALL_TIMEOUT_MS, signal },
    )
    return parseReply(response, reply)
  }

  async function send(
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  ): Promise<Response> {
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(path, init, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
      signal.throwIfAborted()
      if (!(outcome instanceof GatewayError)) return outcome
      const delayMs = retryMs[attempt]
      if (delayMs === undefined) throw outcome
      await sleep(delayMs, undefined, { signal })
    }
  }

  /** The answer, or the GatewayError of what passes: the network, or the gateway, failed. Throws the GatewayError of a refusal. */
  async function attemptOnce(
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
    signal: AbortSignal,
  ): Promise<Response | GatewayError> {
    let response: Response
    try {
      response = await fetch(`${url}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
        signal,
      })
    } catch (cause) {
      return unreachable(cause)
    }
    if (response.ok) return response
    const problem = Problem.safeParse(await response.json().catch(() => null)).data
    // A deploy resets the Session object in mid-call, the bucket stumbles, something on the way fails: the same call may succeed next.
    const passes = response.status >= 500 && problem?.code !== 'unconfigured'
    if (passes) return unreachable(new Error(`status ${response.status} from ${path}`), problem)
    // Without a problem document the answer comes from something on the way, not from the gateway.
    if (problem === undefined) throw unreachable(new Error(`status ${response.status} from ${path}`))
    throw new GatewayError(problem.code, problem.detail, problem.hint)
  }

  return {
    readShoot: (signal: AbortSignal): Promise<ShootState> =>
      call({ method: 'GET', path: '/shoot' }, ShootState, signal),

    /** The same request in the same turn gives the same job, so it may be repeated. */
    requestJob: (request: JobRequest, signal: AbortSignal): Promise<Job> =>
      call({ method: 'POST', path: '/jobs', body: request }, Job, signal),

    /** The job as soon as it is over, or after `waitMs` (at most 25,000) as it is then. */
    readJob: (id: string, waitMs: number, signal: AbortSignal): Promise<Job> =>
      call({ method: 'GET', path: `/jobs/${id}?waitMs=${waitMs}` }, Job, signal),

    /** The same bytes made from the same assets are the same version, so it may be repeated. */
    async storeFile(upload: FileUpload, signal: AbortSignal): Promise<Asset> {
      const params = new URLSearchParams({
        width: String(upload.width),
        height: String(upload.height),
        madeFrom: upload.madeFrom.join(','),
        ...(upload.durationSeconds !== undefined && { durationSeconds: String(upload.durationSeconds) }),
        ...(upload.thumbhash !== undefined && { thumbhash: upload.thumbhash }),
      })
      const response = await send(
        `/files/${upload.slot}?${params}`,
        {
          method: 'PUT',
          body: upload.bytes,
          headers: fileHeaders(upload),
        },
        { timeoutMs: FILE_TIMEOUT_MS, signal },
      )
      return parseReply(response, Asset)
    },

    /** Stores the copy of a frame, a JPEG, that the clip services get in its place. There is one for each frame, so it may be repeated. */
    async storeFit(assetId: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
      const limits = { timeoutMs: FILE_TIMEOUT_MS, signal }
      const headers = fileHeaders({ bytes, sha256: sha256Of(bytes), contentType: 'image/jpeg' })
      await send(`/fits/${assetId}`, { method: 'PUT', body: bytes, headers }, limits)
    },

    /** Stores the small picture of an asset. There is one for each, so it may be repeated. */
    async storePreview(assetId: string, { bytes, thumbhash }: Preview, signal: AbortSignal): Promise<void> {
      const limits = { timeoutMs: CALL_TIMEOUT_MS, signal }
      const stated = fileHeaders({ bytes, sha256: sha256Of(bytes), contentType: 'image/webp' })
      const headers = { ...stated, 'x-thumbhash': thumbhash }
      await send(`/previews/${assetId}`, { method: 'PUT', body: bytes, headers }, limits)
    },

    /** The file's bytes as they come; the caller checks their number. */
    async fetchFile(assetId: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
      const limits = { timeoutMs: FILE_TIMEOUT_MS, signal }
      const { body } = await send(`/files/${assetId}`, { method: 'GET' }, limits)
      if (body === null) throw notUnderstood('an empty file')
      return body
    },

    /** The same proposal in the same turn is the same plan, so it may be repeated. */
    proposePlan: (requests: readonly JobRequest[], signal: AbortSignal): Promise<PlanAnswer> =>
      call({ method: 'POST', path: '/plans', body: { requests } }, PlanAnswer, signal),

    /** The same stage with the same assets in the same turn is the same checkpoint, so it may be repeated. */
    endStage: (stage: Stage, signal: AbortSignal): Promise<StageEnded> =>
      call({ method: 'POST', path: '/checkpoints', body: { stage } }, StageEnded, signal),

    setActive: (slot: Slot, version: number, signal: AbortSignal): Promise<ShootState> =>
      call({ method: 'POST', path: '/active', body: { slot, version } }, ShootState, signal),

    /** The conversation's entries; from here on this writer alone may append. */
    async openTranscript(writer: string, signal: AbortSignal): Promise<SessionStoreEntry[]> {
      const limits = { timeoutMs: FILE_TIMEOUT_MS, signal }
      const response = await send(`/transcript?writer=${writer}`, { method: 'GET' }, limits)
      return (await response.text()).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
    },

    /** Batches are numbered from 1, and one that arrives twice counts once. */
    async appendTranscript(
      writer: string,
      batch: number,
      entries: SessionStoreEntry[],
      signal: AbortSignal,
    ): Promise<void> {
      const body = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      const headers = { 'content-type': 'application/x-ndjson' }
      const limits = { timeoutMs: CALL_TIMEOUT_MS, signal }
      await send(`/transcript?writer=${writer}&batch=${batch}`, { method: 'POST', headers, body }, limits)
    },

    async forgetTranscript(writer: string, signal: AbortSignal): Promise<void> {
      const limits = { timeoutMs: CALL_TIMEOUT_MS, signal }
      await send(`/transcript?writer=${writer}`, { method: 'DELETE' }, limits)
    },

    setStops: (stops: Stops, signal: AbortSignal): Promise<ShootState> =>
      call({ method: 'POST', path: '/stops', body: { stops } }, ShootState, signal),
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What the gateway checks a file by. */
function fileHeaders({ bytes, sha256, contentType }: Pick<FileUpload, 'bytes' | 'sha256' | 'contentType'>) {
  return {
    'content-type': contentType,
    'content-length': String(bytes.byteLength),
    'x-content-sha256': sha256,
  }
}

async function parseReply<Reply>(response: Response, reply: z.core.$ZodType<Reply>): Promise<Reply> {
  const parsed = z.safeParse(reply, await response.json().catch(() => null))
  if (parsed.success) return parsed.data
  throw notUnderstood(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

/** @param words what the gateway itself said, if it did */
function unreachable(cause: unknown, words?: Pick<Problem, 'detail' | 'hint'>): GatewayError {
  return new GatewayError(
    'gateway_unreachable',
    words?.detail ?? 'The shoot could not be reached over the network.',
    words?.hint ?? 'Nothing that existed is lost. Call get_shoot to see what was kept, then call this tool again once.',
    { cause },
  )
}

function notUnderstood(what: string): GatewayError {
  return new GatewayError(
    'gateway_reply_invalid',
    `The shoot answered with something unexpected (${what}).`,
    'Call get_shoot to see what was kept, and tell the person about it.',
  )
}
