import { Job } from '@fashion-shoot/protocol'
import { expect } from 'vitest'
import {
  type Cinematographer,
  type Fault as ClipFault,
  startCinematographer,
} from '../../demo/src/cinematographer/startCinematographer.ts'
import {
  type Fault as ImageFault,
  type Photographer,
  startPhotographer,
} from '../../demo/src/photographer/startPhotographer.ts'
import { photo, post } from './client.ts'
import type { OpenTurn } from './openTurn.ts'
import { type ScriptedWorker, startScriptedWorker } from './startScriptedWorker.ts'

/** All that paid work needs: the Worker, the providers' stand-ins, and turns that stay open as long as a test wants. */
export type JobStage = ScriptedWorker & {
  photographer: Photographer
  cinematographer: Cinematographer
  /** What goes wrong at the image service from now on. */
  imageFaults: (request: Request) => ImageFault | undefined
  /** What goes wrong at the clip service from now on. */
  clipFaults: (request: Request) => ClipFault | undefined
  /** Opens a turn, in a new session or in one that is there. */
  open(sessionId?: string): Promise<OpenTurn>
  /** A job's row, as the Session object has it. */
  row(sessionId: string, jobId: string): Promise<JobRow>
  /** Changes a session's tables, and has all that it has scheduled come due now. */
  rewrite(sessionId: string, sql: string): Promise<void>
  stop(sessionId: string): Promise<void>
  close(): Promise<void>
}

type JobRow = { state: string; failure: string | null; asset_id: string | null; stop: string; turn_id: string }

const keys = { accessKey: 'access', secretKey: 'secret-of-at-least-thirty-two-bytes' }

/** Starts it all; `settings` are variables of the Worker beside those that the stand-ins need. */
export async function startJobStage(stateDir?: string, settings: Record<string, string> = {}): Promise<JobStage> {
  const none = { imageFaults: (_: Request) => undefined, clipFaults: (_: Request) => undefined }
  const apiKey = 'a:b'
  const photographer = await startPhotographer({
    port: 0,
    speed: 'fast',
    apiKey,
    faults: (request) => stage.imageFaults(request),
  })
  const cinematographer = await startCinematographer({
    port: 0,
    speed: 'fast',
    ...keys,
    faults: (request) => stage.clipFaults(request),
  })
  const providers = {
    FAL_KEY: apiKey,
    FAL_BASE_URL: photographer.url,
    KLING_ACCESS_KEY: keys.accessKey,
    KLING_SECRET_KEY: keys.secretKey,
    KLING_BASE_URL: cinematographer.url,
  }
  const scripted = await startScriptedWorker({ ...providers, ...settings }, stateDir).catch(async (error: unknown) => {
    await Promise.all([photographer.close(), cinematographer.close()])
    throw error
  })
  const { worker, api } = scripted
  const stage: JobStage = {
    ...scripted,
    ...none,
    photographer,
    cinematographer,
    open: (sessionId) => scripted.openTurn('go', sessionId),
    row: async (sessionId, jobId) => {
      const [row] = await worker.queryObject(sessionId, `SELECT * FROM jobs WHERE id = '${jobId}'`)
      return row as JobRow
    },
    rewrite: async (sessionId, sql) => {
      await worker.queryObject(sessionId, sql)
      await worker.queryObject(sessionId, 'UPDATE schedule SET at = 1')
      // Any change has the alarm go off.
      const body = JSON.stringify({ title: 'Later' })
      const headers = { 'content-type': 'application/json' }
      expect((await fetch(`${api}/sessions/${sessionId}`, { method: 'PATCH', headers, body })).status).toBe(200)
    },
    stop: async (sessionId) => {
      expect((await post(`${api}/sessions/${sessionId}/cancel`, {})).status).toBe(202)
    },
    close: async () => {
      await scripted.close()
      await Promise.all([photographer.close(), cinematographer.close()])
    },
  }
  return stage
}

/** The hero that the tests order; USD 0.15. */
export const hero = {
  kind: 'image',
  slot: 'hero',
  prompt: 'A hero on studio grey.',
  inputs: [] as string[],
  aspectRatio: '1:1',
  resolution: '1K',
}

/** A clip from the first of these frames to the second; USD 0.35. */
export function clip([firstFrame, tailFrame]: string[]) {
  return { kind: 'clip', slot: 'clip_1', prompt: 'Slow push in.', firstFrame, tailFrame, durationSeconds: 5 }
}

export async function begin(turn: OpenTurn, request: unknown): Promise<Job> {
  return Job.parse(await (await turn.send('/jobs', request)).json())
}

/** Waits for the job's end as the container does. */
export async function finish(turn: OpenTurn, { id }: Job): Promise<Job> {
  for (;;) {
    const job = Job.parse(await (await turn.call(`/jobs/${id}?waitMs=25000`)).json())
    if (['stored', 'failed', 'cancelled'].includes(job.state)) return job
  }
}

/** Fills all slots before the clips, and returns the first two frames. */
export async function fillFrames(turn: OpenTurn): Promise<string[]> {
  await turn.send('/stops', { stops: 'never' })
  const ids: string[] = []
  for (const slot of ['hero', 'contact_sheet', ...[1, 2, 3, 4, 5, 6].map((n) => `frame_${n}`)]) {
    const put = await turn.put(slot, await photo(480, 320))
    expect(put.status).toBe(201)
    ids.push(((await put.json()) as { id: string }).id)
  }
  return ids.slice(2, 4)
}

/** Whether a request is an order, which is what costs money. */
export function isOrder({ method, url }: Request): boolean {
  return method === 'POST' && /nano-banana|image2video/.test(url)
}
