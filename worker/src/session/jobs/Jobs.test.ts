import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { assetKey, Job, type SessionView } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Cinematographer,
  type Fault as ClipFault,
  startCinematographer,
} from '../../../../demo/src/cinematographer/startCinematographer.ts'
import {
  type Fault as ImageFault,
  type Photographer,
  startPhotographer,
} from '../../../../demo/src/photographer/startPhotographer.ts'
import { photo } from '../../../test/client.ts'
import { type OpenTurn, openTurn } from '../../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../../test/startWorker.ts'

let host: ScriptedHost
let photographer: Photographer
let cinematographer: Cinematographer
let worker: RunningWorker
let imageFaults: (request: Request) => ImageFault | undefined
let clipFaults: (request: Request) => ClipFault | undefined

const keys = { accessKey: 'access', secretKey: 'secret-of-at-least-thirty-two-bytes' }
const vars = () => ({
  AGENT_HOST_URL: host.url,
  AGENT_HOST_TOKEN: host.token,
  FAL_KEY: 'a:b',
  FAL_BASE_URL: photographer.url,
  KLING_ACCESS_KEY: keys.accessKey,
  KLING_SECRET_KEY: keys.secretKey,
  KLING_BASE_URL: cinematographer.url,
})

beforeAll(async () => {
  host = await startScriptedHost()
  photographer = await startPhotographer({ port: 0, speed: 'fast', apiKey: 'a:b', faults: (one) => imageFaults(one) })
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults: (one) => clipFaults(one) })
  worker = await startWorker(vars())
})
afterAll(async () => {
  await worker.close()
  await Promise.all([photographer.close(), cinematographer.close(), host.close()])
})
beforeEach(() => {
  imageFaults = () => undefined
  clipFaults = () => undefined
})

const hero = {
  kind: 'image',
  slot: 'hero',
  prompt: 'A hero on studio grey.',
  inputs: [],
  aspectRatio: '1:1',
  resolution: '1K',
}

async function begin(turn: OpenTurn, request: unknown): Promise<Job> {
  return Job.parse(await (await turn.send('/jobs', request)).json())
}

async function finish(turn: OpenTurn, { id }: Job): Promise<Job> {
  for (;;) {
    const job = Job.parse(await (await turn.call(`/jobs/${id}?waitMs=25000`)).json())
    if (['stored', 'failed', 'cancelled'].includes(job.state)) return job
  }
}

async function view({ sessionId }: OpenTurn, url = worker.url): Promise<SessionView> {
  const answer = await (await fetch(`${url}/api/sessions/${sessionId}`)).json()
  return (answer as { view: SessionView }).view
}

/** Fills all slots before the clips, and returns the first two frames. */
async function frames(turn: OpenTurn, url: string): Promise<string[]> {
  await turn.send('/stops', { stops: 'never' })
  for (const slot of ['hero', 'contact_sheet', 1, 2, 3, 4, 5, 6]) {
    const name = typeof slot === 'number' ? `frame_${slot}` : slot
    expect((await turn.put(name, await photo(480, 320))).status).toBe(201)
  }
  const { slots } = await view(turn, url)
  return [slots.frame_1?.activeId ?? '', slots.frame_2?.activeId ?? '']
}

function clip([firstFrame, tailFrame]: string[]) {
  return { kind: 'clip', slot: 'clip_1', prompt: 'Slow push in.', firstFrame, tailFrame, durationSeconds: 5 }
}

describe('an image', () => {
  it('is paid once, is in the bucket before it is an asset, and is asked for once in a turn', async () => {
    const before = photographer.books().requests.length
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    const [first, second] = await Promise.all([begin(turn, hero), begin(turn, hero)])
    expect(second.id).toBe(first.id)
    const job = await finish(turn, first)
    expect(job).toMatchObject({ state: 'stored', failure: null })
    const shown = await view(turn)
    const asset = shown.assets[job.assetId ?? '']
    expect(asset).toMatchObject({
      slot: 'hero',
      version: 1,
      width: 1024,
      height: 1024,
      contentType: 'image/png',
      jobId: job.id,
    })
    const file = new Uint8Array(await (await fetch(`${worker.url}/api/media/${job.assetId}`)).arrayBuffer())
    expect(file.length).toBe(asset?.bytes)
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', file)).toString('hex')).toBe(asset?.sha256)
    const kept = await (await worker.bucket()).head(assetKey(job.assetId ?? ''))
    expect(kept?.customMetadata).toEqual({ owner: 'local', fileName: 'hero.png' })
    expect(shown.spend.sessionUsd).toBe(0.15)
    expect(photographer.books().requests.length - before).toBe(1)
    await expect
      .poll(async () => {
        const database = await worker.database()
        return await database.prepare('SELECT state, price_usd FROM jobs WHERE id = ?').bind(job.id).first()
      })
      .toEqual({ state: 'stored', price_usd: 0.15 })
  })

  it('sends a reference to the image service once a session', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    await turn.put('hero', await photo(300, 300))
    const inputs = [(await view(turn)).slots.hero?.activeId]
    let uploads = 0
    imageFaults = ({ url }) => {
      if (url.includes('/storage/upload/initiate')) uploads += 1
      return undefined
    }
    await finish(turn, await begin(turn, { ...hero, inputs }))
    await finish(turn, await begin(turn, { ...hero, inputs, prompt: 'Warmer light.' }))
    expect(uploads).toBe(1)
  })

  it('sends a reference anew, once and by itself, when the image service has lost it', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    await turn.put('hero', await photo(300, 300))
    const request = { ...hero, inputs: [(await view(turn)).slots.hero?.activeId] }
    let faults = 1
    let uploads = 0
    imageFaults = ({ method, url }) => {
      if (url.includes('/storage/upload/initiate')) uploads += 1
      const isOrder = method === 'POST' && url.includes('nano-banana')
      return isOrder && faults-- > 0 ? { modelError: 'file_download_error' } : undefined
    }
    expect((await finish(turn, await begin(turn, request))).state).toBe('stored')
    expect(uploads).toBe(2)
    faults = 2
    const lost = await finish(turn, await begin(turn, { ...request, prompt: 'Warmer light.' }))
    expect(lost.failure).toMatchObject({ code: 'photos_lost', retryable: true })
    expect((await view(turn)).spend.sessionUsd).toBe(0.15)
  })

  it.each([
    ['refused by policy', { modelError: 'content_policy_violation' } as const, 'content_policy', 'content policy'],
    ['that came out empty', { modelError: 'no_media_generated' } as const, 'no_media_generated', 'without a picture'],
  ])('%s fails in words, costs nothing, and can be asked for again', async (_, fault, code, words) => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    let faults = 1
    imageFaults = ({ method, url }) =>
      method === 'POST' && url.includes('nano-banana') && faults-- > 0 ? fault : undefined
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed).toMatchObject({ state: 'failed', failure: { code } })
    expect(failed.failure?.message).toContain(words)
    const shown = await view(turn)
    expect(shown.spend.sessionUsd).toBe(0)
    expect(shown.slots.hero?.progress).toMatchObject({ state: 'failed', message: failed.failure?.message })
    const again = await finish(turn, await begin(turn, hero))
    expect(again.state).toBe('stored')
    expect(again.id).not.toBe(failed.id)
  })

  it('is not ordered a second time by itself when the answer to the order was lost', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    const before = photographer.books().requests.length
    let faults = 1
    imageFaults = ({ method, url }) =>
      method === 'POST' && url.includes('nano-banana') && faults-- > 0 ? { answerLost: true } : undefined
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed.failure).toMatchObject({ code: 'order_unanswered', retryable: true })
    expect(failed.failure?.message).toContain('may have been charged')
    expect(photographer.books().requests.length - before).toBe(1)
  })

  it('survives a service that stumbles while it is asked how things stand', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    let stumbles = 3
    imageFaults = ({ url }) => {
      const hit = (url.includes('/status') || url.includes('/v3.fal.media/')) && stumbles-- > 0
      return hit ? new Response('{"detail":"busy"}', { status: 503 }) : undefined
    }
    expect(await finish(turn, await begin(turn, hero))).toMatchObject({ state: 'stored' })
  })

  it('is copied to D1 when something changes there, however often the service is asked', async () => {
    const database = await worker.database()
    await database.exec('CREATE TABLE copies (id TEXT)')
    await database.exec('CREATE TRIGGER copied AFTER UPDATE ON jobs BEGIN INSERT INTO copies VALUES (new.id); END')
    try {
      let asked = 0
      imageFaults = ({ url }) => {
        const isAnswered = url.includes('/status') && asked++ < 6
        return isAnswered ? Response.json({ status: 'IN_QUEUE', queue_position: 1 }, { status: 202 }) : undefined
      }
      const turn = await openTurn(`${worker.url}/api`, host, 'go')
      const job = await finish(turn, await begin(turn, hero))
      await turn.end()
      const [polls] = await worker.queryObject(turn.sessionId, 'SELECT polls FROM jobs')
      expect(Object.values(polls as object)[0]).toBeGreaterThan(4)
      const copies = database.prepare('SELECT count(*) AS n FROM copies WHERE id = ?').bind(job.id)
      // Sent, submitted, running, stored.
      expect(Number(await copies.first('n'))).toBeLessThanOrEqual(4)
      expect(await database.prepare('SELECT state FROM jobs WHERE id = ?').bind(job.id).first('state')).toBe('stored')
    } finally {
      await database.exec('DROP TRIGGER copied')
      await database.exec('DROP TABLE copies')
    }
  })

  it('whose order is answered with what nobody understands is not ordered again', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    let orders = 0
    imageFaults = ({ method, url }) => {
      if (method !== 'POST' || !url.includes('nano-banana')) return undefined
      orders += 1
      return new Response('<html>', { status: 200 })
    }
    expect((await finish(turn, await begin(turn, hero))).failure?.code).toBe('order_unanswered')
    expect(orders).toBe(1)
    // It may have been charged: the price stays in the books.
    expect((await view(turn)).spend.sessionUsd).toBe(0.15)
  })

  it('that is stopped while its order is on the way, or its result, is either made and paid or neither', async () => {
    for (const slow of ['nano-banana-pro', '/v3.fal.media/']) {
      const turn = await openTurn(`${worker.url}/api`, host, 'go')
      const before = photographer.books().requests.length
      const reached = Promise.withResolvers<void>()
      imageFaults = ({ url, method }) => {
        if (!url.includes(slow) || url.includes('/status') || (slow.startsWith('nano') && method !== 'POST'))
          return undefined
        reached.resolve()
        return { delayMs: 400 }
      }
      const { id } = await begin(turn, hero)
      await reached.promise
      await fetch(`${worker.url}/api/sessions/${turn.sessionId}/cancel`, { method: 'POST' })
      const isOver = async () => {
        const [row] = await worker.queryObject(turn.sessionId, `SELECT state FROM jobs WHERE id = '${id}'`)
        return (row as { state: string }).state
      }
      await expect.poll(isOver, { timeout: 10_000 }).toMatch(/stored|cancelled/)
      const billed = photographer
        .books()
        .requests.slice(before)
        .reduce((sum, { billedUsd }) => sum + billedUsd, 0)
      expect((await view(turn)).spend.sessionUsd).toBe(billed)
    }
  })

  it('with a wrong key is refused at once', async () => {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    imageFaults = () => Response.json({ detail: 'Cannot access application' }, { status: 401 })
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed.failure).toMatchObject({ code: 'image_key_refused', retryable: false })
  })
})

/** Lets time pass for whatever was begun: the leases in the stored objects have run out. */
async function endLeases(stateDir: string): Promise<void> {
  for (const file of await readdir(stateDir, { recursive: true })) {
    if (!/[0-9a-f]{64}\.sqlite$/.test(file)) continue
    const database = new DatabaseSync(join(stateDir, file))
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schedule'").get()) {
      database.exec('UPDATE schedule SET at = 0')
    }
    database.close()
  }
}

describe('when everything dies while an order is on its way', () => {
  it.each([
    ['an image is not ordered again, and is told as possibly charged', 'image'],
    ['a clip is found again at the service', 'clip'],
  ] as const)('%s', async (_, kind) => {
    const stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
    const first = await startWorker(vars(), stateDir)
    const turn = await openTurn(`${first.url}/api`, host, 'go')
    const request = kind === 'image' ? hero : clip(await frames(turn, first.url))
    const reached = Promise.withResolvers<void>()
    const hold = ({ method, url }: Request) => {
      if (method !== 'POST' || !/nano-banana|image2video/.test(url)) return undefined
      reached.resolve()
      return { delayMs: 300 }
    }
    imageFaults = hold
    clipFaults = hold
    const job = await begin(turn, request)
    await reached.promise
    await first.close()
    await endLeases(stateDir)
    imageFaults = () => undefined
    clipFaults = () => undefined
    const second = await startWorker(vars(), stateDir)
    try {
      const look = async () => {
        await fetch(`${second.url}/api/sessions/${turn.sessionId}`)
        const [row] = await second.queryObject(turn.sessionId, `SELECT state, failure FROM jobs WHERE id = '${job.id}'`)
        return row as { state: string; failure: string | null }
      }
      await expect.poll(async () => (await look()).state, { timeout: 20_000 }).toMatch(/stored|failed/)
      if (kind === 'image') expect((await look()).failure).toContain('order_unanswered')
      else {
        expect((await look()).state).toBe('stored')
        expect(cinematographer.books().tasks.filter(({ externalTaskId }) => externalTaskId === job.id)).toHaveLength(1)
      }
    } finally {
      await second.close()
      await rm(stateDir, { recursive: true })
    }
  })
})

describe('clips', () => {
  /** A turn in which clips can be made, and two frames to make them from. */
  async function framesReady(): Promise<{ turn: OpenTurn; pair: string[] }> {
    const turn = await openTurn(`${worker.url}/api`, host, 'go')
    return { turn, pair: await frames(turn, worker.url) }
  }

  it('are submitted once even when the answer to the submission is lost', async () => {
    const { turn, pair } = await framesReady()
    const before = cinematographer.books().tasks.length
    let lost = 1
    clipFaults = ({ method }) => (method === 'POST' && lost-- > 0 ? { answerLost: true } : undefined)
    const job = await finish(turn, await begin(turn, clip(pair)))
    expect(job.state).toBe('stored')
    const tasks = cinematographer.books().tasks.slice(before)
    expect(tasks).toMatchObject([{ externalTaskId: job.id, secondsBilled: 5 }])
    const shown = await view(turn)
    expect(shown.assets[job.assetId ?? '']).toMatchObject({
      slot: 'clip_1',
      contentType: 'video/mp4',
      durationSeconds: 5,
    })
    expect(shown.spend.sessionUsd).toBe(0.35)
  })

  it('wait for a free place, and fail in words when the service cannot make them', async () => {
    const { turn, pair } = await framesReady()
    let busy = 2
    clipFaults = ({ method }) => {
      if (method !== 'POST') return undefined
      if (busy-- > 0)
        return Response.json(
          { code: 1303, message: 'parallel task over resource pack limit', request_id: 'r' },
          { status: 429 },
        )
      return { taskError: 'The picture is too abstract' }
    }
    const job = await finish(turn, await begin(turn, clip(pair)))
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'clip_failed', retryable: true } })
    expect(job.failure?.message).toContain('too abstract')
  })

  it('go on to their end, and say so, when the person stops the turn', async () => {
    const { turn, pair } = await framesReady()
    clipFaults = ({ url, method }) => (method === 'GET' && url.includes('image2video/') ? { delayMs: 400 } : undefined)
    const job = await begin(turn, clip(pair))
    await expect
      .poll(async () => Job.parse(await (await turn.call(`/jobs/${job.id}`)).json()).state)
      .not.toBe('reserved')
    const stopped = await fetch(`${worker.url}/api/sessions/${turn.sessionId}/cancel`, { method: 'POST' })
    expect(stopped.status).toBe(202)
    await expect.poll(async () => (await view(turn)).running).toBe(false)
    const shown = await view(turn)
    expect(shown.conversation.at(-1)).toMatchObject({ kind: 'error', code: 'jobs_go_on' })
    await expect.poll(async () => (await view(turn)).slots.clip_1?.activeId, { timeout: 15_000 }).toBeTruthy()
  })
})
