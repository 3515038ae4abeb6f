import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { assetKey, type SessionView } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo, uploadOne } from '../../../test/client.ts'
import { type OpenTurn, openTurn } from '../../../test/openTurn.ts'
import { begin, clip, fillFrames, finish, hero, type JobStage, startJobStage } from '../../../test/startJobStage.ts'
import { startWorker } from '../../../test/startWorker.ts'

let stage: JobStage

beforeAll(async () => {
  stage = await startJobStage()
})
afterAll(() => stage.close())
beforeEach(() => {
  stage.imageFaults = () => undefined
  stage.clipFaults = () => undefined
})

const view = ({ sessionId }: OpenTurn) => stage.view(sessionId)

describe('an image', () => {
  it('is paid once, is in the bucket before it is an asset, and is asked for once in a turn', async () => {
    const before = stage.photographer.books().requests.length
    const turn = await stage.open()
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
    const file = new Uint8Array(await (await fetch(`${stage.worker.url}/api/media/${job.assetId}`)).arrayBuffer())
    expect(file.length).toBe(asset?.bytes)
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', file)).toString('hex')).toBe(asset?.sha256)
    const kept = await (await stage.worker.bucket()).head(assetKey(job.assetId ?? ''))
    expect(kept?.customMetadata).toEqual({ owner: 'local', session: turn.sessionId, fileName: 'hero.png' })
    // A director who asks again after a crash gets what is there.
    const again = await begin(turn, hero)
    expect(again).toMatchObject({ id: job.id, state: 'stored', assetId: job.assetId })
    expect((await view(turn)).spend.sessionUsd).toBe(0.15)
    expect(stage.photographer.books().requests.length - before).toBe(1)
    await expect
      .poll(async () => {
        const database = await stage.worker.database()
        return await database.prepare('SELECT state, price_usd FROM jobs WHERE id = ?').bind(job.id).first()
      })
      .toEqual({ state: 'stored', price_usd: 0.15 })
  })

  it('is not edited by the same words once more in the same turn, but is in a later one', async () => {
    const turn = await stage.open()
    const stored = async (change: Promise<Response>) => ((await (await change).json()) as { id: string }).id
    const original = await stored(turn.put('hero', await photo(300, 300)))
    const edit = (id: string | null | undefined, prompt = 'Warmer light.') => ({ ...hero, prompt, inputs: [id] })
    const first = await finish(turn, await begin(turn, edit(original)))
    expect(await begin(turn, edit(first.assetId))).toMatchObject({ id: first.id, state: 'stored' })
    // The set's size makes a further version of it.
    const fitted = await stored(turn.put('hero', await photo(310, 310), { madeFrom: [first.assetId ?? ''] }))
    expect((await begin(turn, edit(fitted))).id).toBe(first.id)
    const other = await begin(turn, edit(fitted, 'A smile.'))
    expect(other.id).not.toBe(first.id)
    const another = await stored(turn.put('hero', await photo(320, 320)))
    expect((await begin(turn, edit(another))).id).not.toBe(first.id)
    await turn.end()
    const next = await stage.open(turn.sessionId)
    expect((await begin(next, edit(fitted))).id).not.toBe(first.id)
  })

  it('is dressed in the same garment once a turn, though its own result is named as the person then', async () => {
    const garment = await uploadOne(stage.worker.url)
    const turn = await openTurn(`${stage.worker.url}/api`, stage.host, 'go', undefined, [garment])
    const { id: person } = (await (await turn.put('hero', await photo(600, 800))).json()) as { id: string }
    const dress = (id: string | null, category = 'auto') => ({
      kind: 'try_on',
      slot: 'hero',
      person: id,
      garment,
      category,
    })
    const first = await finish(turn, await begin(turn, dress(person)))
    expect(first).toMatchObject({ state: 'stored', model: 'fashn-tryon', priceUsd: 0.075 })
    expect(await begin(turn, dress(first.assetId))).toMatchObject({ id: first.id, state: 'stored' })
    expect((await begin(turn, dress(first.assetId, 'tops'))).id).not.toBe(first.id)
  })

  it('sends a reference to the image service once a session', async () => {
    const turn = await stage.open()
    await turn.put('hero', await photo(300, 300))
    const inputs = [(await view(turn)).slots.hero?.activeId]
    let uploads = 0
    stage.imageFaults = ({ url }) => {
      if (url.includes('/storage/upload/initiate')) uploads += 1
      return undefined
    }
    await finish(turn, await begin(turn, { ...hero, inputs }))
    await finish(turn, await begin(turn, { ...hero, inputs, prompt: 'Warmer light.' }))
    expect(uploads).toBe(1)
  })

  it('sends a reference anew, once and by itself, when the image service has lost it', async () => {
    const turn = await stage.open()
    await turn.put('hero', await photo(300, 300))
    const request = { ...hero, inputs: [(await view(turn)).slots.hero?.activeId] }
    let faults = 1
    let uploads = 0
    stage.imageFaults = ({ method, url }) => {
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
    ['refused by policy', { modelError: 'content_policy_violation' } as const, 1, 'content_policy', 'content policy'],
    [
      'that comes out empty twice',
      { modelError: 'no_media_generated' } as const,
      2,
      'no_media_generated',
      'no picture',
    ],
  ])('%s fails in words, costs nothing, and can be asked for again', async (_, fault, times, code, words) => {
    const turn = await stage.open()
    let faults = times
    stage.imageFaults = ({ method, url }) =>
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
    const turn = await stage.open()
    const before = stage.photographer.books().requests.length
    let faults = 1
    stage.imageFaults = ({ method, url }) =>
      method === 'POST' && url.includes('nano-banana') && faults-- > 0 ? { answerLost: true } : undefined
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed.failure).toMatchObject({ code: 'order_unanswered', retryable: true })
    expect(failed.failure?.message).toContain('may have been charged')
    expect(stage.photographer.books().requests.length - before).toBe(1)
  })

  it('survives a service that stumbles while it is asked how things stand', async () => {
    const turn = await stage.open()
    let stumbles = 3
    stage.imageFaults = ({ url }) => {
      const hit = (url.includes('/status') || url.includes('/v3.fal.media/')) && stumbles-- > 0
      return hit ? new Response('{"detail":"busy"}', { status: 503 }) : undefined
    }
    expect(await finish(turn, await begin(turn, hero))).toMatchObject({ state: 'stored' })
  })

  it('is copied to D1 when something changes there, however often the service is asked', async () => {
    const database = await stage.worker.database()
    await database.exec('CREATE TABLE copies (id TEXT)')
    await database.exec('CREATE TRIGGER copied AFTER UPDATE ON jobs BEGIN INSERT INTO copies VALUES (new.id); END')
    try {
      let asked = 0
      stage.imageFaults = ({ url }) => {
        const isAnswered = url.includes('/status') && asked++ < 6
        return isAnswered ? Response.json({ status: 'IN_QUEUE', queue_position: 1 }, { status: 202 }) : undefined
      }
      const turn = await stage.open()
      const job = await finish(turn, await begin(turn, hero))
      await turn.end()
      const [polls] = await stage.worker.queryObject(turn.sessionId, 'SELECT polls FROM jobs')
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
    const turn = await stage.open()
    let orders = 0
    stage.imageFaults = ({ method, url }) => {
      if (method !== 'POST' || !url.includes('nano-banana')) return undefined
      orders += 1
      return new Response('<html>', { status: 200 })
    }
    expect((await finish(turn, await begin(turn, hero))).failure?.code).toBe('order_unanswered')
    expect(orders).toBe(1)
    // It may have been charged: the price stays in the books.
    expect((await view(turn)).spend.sessionUsd).toBe(0.15)
  })

  it('with a wrong key is refused at once', async () => {
    const turn = await stage.open()
    stage.imageFaults = () => Response.json({ detail: 'Cannot access application' }, { status: 401 })
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed.failure).toMatchObject({ code: 'image_key_refused', retryable: false })
  })
})

/** Changes the stored Session objects while nobody runs, and lets time pass for whatever was begun: the leases have run out. */
async function rewriteObjects(stateDir: string, sql = ''): Promise<void> {
  for (const file of await readdir(stateDir, { recursive: true })) {
    if (!/[0-9a-f]{64}\.sqlite$/.test(file)) continue
    const database = new DatabaseSync(join(stateDir, file))
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schedule'").get()) {
      database.exec(`${sql}; UPDATE schedule SET at = 0`)
    }
    database.close()
  }
}

describe('when everything dies', () => {
  it.each([
    ['while a picture is ordered, it is not ordered again, and is told as possibly charged', 'image'],
    ['while a clip is ordered, it is found again at the service', 'clip'],
  ] as const)('%s', async (_, kind) => {
    const stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
    const first = await startWorker(stage.vars, stateDir)
    const turn = await openTurn(`${first.url}/api`, stage.host, 'go')
    const request = kind === 'image' ? hero : clip(await fillFrames(turn))
    const reached = Promise.withResolvers<void>()
    const hold = ({ method, url }: Request) => {
      if (method !== 'POST' || !/nano-banana|image2video/.test(url)) return undefined
      reached.resolve()
      return { delayMs: 300 }
    }
    stage.imageFaults = hold
    stage.clipFaults = hold
    const job = await begin(turn, request)
    await reached.promise
    await first.close()
    stage.imageFaults = () => undefined
    stage.clipFaults = () => undefined
    const second = await startWorker(stage.vars, stateDir)
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
        expect(
          stage.cinematographer.books().tasks.filter(({ externalTaskId }) => externalTaskId === job.id),
        ).toHaveLength(1)
      }
    } finally {
      await second.close()
      await rm(stateDir, { recursive: true })
    }
  })

  it('while a clip is ordered, and the order arrives only when it is sent again, it is made once', {
    timeout: 60_000,
  }, async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
    const first = await startWorker(stage.vars, stateDir)
    const turn = await openTurn(`${first.url}/api`, stage.host, 'go')
    const request = clip(await fillFrames(turn))
    const [reached, again] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let orders = 0
    stage.clipFaults = (order) => {
      if (order.method !== 'POST') return undefined
      orders += 1
      // The first arrives, whole, after it was looked for, and before the second.
      if (orders > 1) again.resolve()
      else
        void order
          .clone()
          .arrayBuffer()
          .then(() => reached.resolve())
      return { heldUntil: orders > 1 ? taken() : again.promise }
    }
    const taken = () =>
      expect.poll(() => stage.cinematographer.books().tasks.length, { timeout: 10_000 }).toBeGreaterThan(before)
    const before = stage.cinematographer.books().tasks.length
    const job = await begin(turn, request)
    await reached.promise
    await first.close()
    const second = await startWorker(stage.vars, stateDir)
    try {
      const state = async () => {
        await fetch(`${second.url}/api/sessions/${turn.sessionId}`)
        const [row] = await second.queryObject(turn.sessionId, `SELECT state FROM jobs WHERE id = '${job.id}'`)
        return (row as { state: string }).state
      }
      await expect.poll(state, { timeout: 20_000 }).toMatch(/stored|failed/)
      expect(await state()).toBe('stored')
      expect(orders).toBe(2)
      const named = stage.cinematographer.books().tasks.filter(({ externalTaskId }) => externalTaskId === job.id)
      expect(named).toHaveLength(1)
    } finally {
      await second.close()
      await rm(stateDir, { recursive: true })
    }
  })

  it('between a result in the bucket and its line in the log, the result is stored again as the same', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
    const first = await startWorker(stage.vars, stateDir)
    const turn = await openTurn(`${first.url}/api`, stage.host, 'go')
    const job = await finish(turn, await begin(turn, hero))
    const bytes = async (url: string) =>
      new Uint8Array(await (await fetch(`${url}/api/media/${job.assetId}`)).arrayBuffer())
    const shown = async (url: string) => {
      const answer = await fetch(`${url}/api/sessions/${turn.sessionId}`)
      return ((await answer.json()) as { view: SessionView }).view
    }
    const [before, made] = [await bytes(first.url), (await shown(first.url)).assets[job.assetId ?? '']]
    await turn.end()
    await first.close()
    await rewriteObjects(
      stateDir,
      `DELETE FROM events WHERE type = 'asset'; UPDATE jobs SET state = 'running', asset_id = NULL;
       INSERT INTO schedule (name, at) VALUES ('job:${job.id}', 0)`,
    )
    const second = await startWorker(stage.vars, stateDir)
    try {
      await expect
        .poll(async () => (await shown(second.url)).slots.hero?.versions, { timeout: 10_000 })
        .toEqual([job.assetId])
      const after = await shown(second.url)
      expect(after.assets[job.assetId ?? '']?.createdAt).not.toBe(made?.createdAt)
      expect(after.spend.sessionUsd).toBe(0.15)
      expect(await bytes(second.url)).toEqual(before)
    } finally {
      await second.close()
      await rm(stateDir, { recursive: true })
    }
  })
})

it('has a clip that an earlier turn left open go over to the turn that asks for the same', async () => {
  const turn = await stage.open()
  const request = clip(await fillFrames(turn))
  const before = stage.cinematographer.books().tasks.length
  stage.clipFaults = ({ method }) => (method === 'GET' ? { delayMs: 200 } : undefined)
  const job = await begin(turn, request)
  await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).not.toBe('reserved')
  await stage.stop(turn.sessionId)
  const next = await stage.open(turn.sessionId)
  expect((await view(next)).spend.turnUsd).toBe(0)
  const joined = await begin(next, request)
  expect(joined).toMatchObject({ id: job.id, turnId: next.turnId })
  const done = await finish(next, joined)
  expect(done.state).toBe('stored')
  const shown = await view(next)
  expect(shown.slots.clip_1?.activeId).toBe(done.assetId)
  expect(shown.spend).toEqual({ turnUsd: 0.35, sessionUsd: 0.35 })
  expect(stage.cinematographer.books().tasks.length - before).toBe(1)
})

describe('clips', () => {
  /** A turn in which clips can be made, and two frames to make them from. */
  async function framesReady(): Promise<{ turn: OpenTurn; pair: string[] }> {
    const turn = await stage.open()
    return { turn, pair: await fillFrames(turn) }
  }

  it('are submitted once even when the answer to the submission is lost', async () => {
    const { turn, pair } = await framesReady()
    const before = stage.cinematographer.books().tasks.length
    let lost = 1
    stage.clipFaults = ({ method }) => (method === 'POST' && lost-- > 0 ? { answerLost: true } : undefined)
    const job = await finish(turn, await begin(turn, clip(pair)))
    expect(job.state).toBe('stored')
    const tasks = stage.cinematographer.books().tasks.slice(before)
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
    stage.clipFaults = ({ method }) => {
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
})
