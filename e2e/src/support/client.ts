/** @module A stranger's client: `fetch`, an SSE parser, and the interface's description. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { repoRoot } from './repoRoot.ts'
import type { Logged } from './wire.ts'

export type Asset = {
  id: string
  slot: string | null
  version: number
  role: string | null
  fileName: string
  contentType: string
  bytes: number
  sha256: string
  width: number
  height: number
  durationSeconds: number | null
  thumbhash: string | null
  hasPreview: boolean
  /** The ids of the assets that it was made from. */
  madeFrom: string[]
}
export type Checkpoint = { id: string; stage: string; state: string; assetIds: string[] }
export type View = {
  lastSeq: number
  running: boolean
  conversation: { kind: string; text?: string; messageType?: string; code?: string }[]
  assets: Record<string, Asset>
  /** The ids of the photos, in the person's order. */
  references: string[]
  slots: Record<string, { activeId: string | null; versions: string[] }>
  checkpoints: Checkpoint[]
  spend: { turnUsd: number; sessionUsd: number }
}

/** Calls of the HTTP interface at an origin. */
export function createClient(url: string) {
  const post = (path: string, body: unknown) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  /** Sends files as one upload; roles in the same order. */
  const upload = async (files: { name: string; bytes: Uint8Array<ArrayBuffer>; role?: string }[]) => {
    const form = new FormData()
    for (const { name, bytes, role } of files) {
      form.append('files', new Blob([bytes]), name)
      if (role !== undefined) form.append('roles', role)
    }
    return fetch(`${url}/api/upload`, { method: 'POST', body: form })
  }

  /** Uploads pictures of `samples/`, keyed by role, and returns their assets. */
  const uploadSamples = async (samples: Record<string, string>): Promise<Asset[]> => {
    const files = await Promise.all(
      Object.entries(samples).map(async ([role, name]) => ({
        role,
        name: basename(name),
        bytes: new Uint8Array(await readFile(join(repoRoot, 'samples', name))),
      })),
    )
    return (await json<{ assets: Asset[] }>(upload(files), 201)).assets
  }

  const view = async (sessionId: string): Promise<View> =>
    (await json<{ view: View }>(fetch(`${url}/api/sessions/${sessionId}`), 200)).view

  /** The log after a number, live. */
  const events = (sessionId: string, after: number, signal: AbortSignal): Promise<Response> =>
    fetch(`${url}/api/sessions/${sessionId}/events`, { headers: { 'last-event-id': String(after) }, signal })

  /** The log after a number up to the first event that `isLast` holds for. */
  const follow = async (
    sessionId: string,
    after: number,
    isLast: (logged: Logged) => boolean = ({ event }) => event.type === 'complete',
  ): Promise<Logged[]> => {
    const leave = new AbortController()
    const logged: Logged[] = []
    try {
      for await (const entry of readEvents(await events(sessionId, after, leave.signal))) {
        logged.push(entry)
        if (isLast(entry)) return logged
      }
      throw new Error('The stream ended before its last event.')
    } finally {
      leave.abort()
    }
  }

  const say = async (sessionId: string, prompt: string): Promise<Logged[]> => {
    const { after } = await json<{ after: number }>(post(`/api/sessions/${sessionId}/turns`, { prompt }), 202)
    return follow(sessionId, after)
  }

  const decide = async (
    sessionId: string,
    checkpoint: Pick<Checkpoint, 'id'>,
    body: { decision: 'approve' | 'revise'; note?: string },
  ): Promise<Logged[]> => {
    const path = `/api/sessions/${sessionId}/checkpoints/${checkpoint.id}`
    const { after } = await json<{ after: number }>(post(path, body), 202)
    return follow(sessionId, after)
  }

  const media = async (assetId: string): Promise<Buffer> => {
    const response = await fetch(`${url}/api/media/${assetId}`)
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
    return Buffer.from(await response.arrayBuffer())
  }

  return { url, post, upload, uploadSamples, view, follow, say, decide, media }
}

/** The body of an answer that must have this status. */
export async function json<Body>(answer: Promise<Response>, status: number): Promise<Body> {
  const response = await answer
  const body = await response.text()
  if (response.status !== status) throw new Error(`${response.status} in place of ${status}: ${body}`)
  return JSON.parse(body)
}

/** The events of a stream as they come. */
export async function* readEvents(response: Response): AsyncGenerator<Logged> {
  if (!response.ok || response.body === null) throw new Error(`${response.status}: ${await response.text()}`)
  const stream = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  for await (const { id, data } of stream) yield { id: Number(id), event: JSON.parse(data) }
}

/** The checkpoint that a turn ended at. */
export function openCheckpoint(turn: readonly Logged[], stage: string): Checkpoint {
  const checkpoint = turn.findLast(({ event }) => event.type === 'checkpoint')?.event.checkpoint as
    | Checkpoint
    | undefined
  if (checkpoint?.stage !== stage || checkpoint.state !== 'pending') {
    throw new Error(
      `The turn did not end at the ${stage} checkpoint:\n${turn.map((one) => JSON.stringify(one)).join('\n')}`,
    )
  }
  return checkpoint
}

/** The assets that a turn made, in order. */
export function assetsOf(turn: readonly Logged[]): Asset[] {
  return turn.flatMap(({ event }) => (event.type === 'asset' ? [event.asset as Asset] : []))
}
