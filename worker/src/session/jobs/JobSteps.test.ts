import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo } from '../../../test/client.ts'
import { type OpenTurn, openTurn } from '../../../test/openTurn.ts'
import {
  begin,
  clip,
  fillFrames,
  finish,
  hero,
  isOrder,
  type JobStage,
  startJobStage,
} from '../../../test/startJobStage.ts'
import { type RunningWorker, startWorker } from '../../../test/startWorker.ts'

let stage: JobStage

beforeAll(async () => {
  stage = await startJobStage()
})
afterAll(() => stage.close())
beforeEach(() => {
  stage.imageFaults = () => undefined
  stage.clipFaults = () => undefined
})

const usd = async ({ sessionId }: OpenTurn) => (await stage.view(sessionId)).spend.sessionUsd
const anHourAgo = () => Date.now() - 3_600_000
/** Lets an hour pass for the job. */
const age = (turn: OpenTurn, id: string) =>
  stage.rewrite(turn.sessionId, `UPDATE jobs SET created_at = ${anHourAgo()} WHERE id = '${id}'`)

describe('a service that is overrun', () => {
  it.each([
    ['in seconds', () => '2'],
    ['as a date', () => new Date(Date.now() + 3000).toUTCString()],
  ])('is not asked again before the time that it names %s', async (_, name) => {
    const turn = await stage.open()
    const orders: number[] = []
    let free = 0
    stage.imageFaults = (request) => {
      if (!isOrder(request)) return undefined
      orders.push(Date.now())
      if (orders.length > 1) return undefined
      const retryAfter = name()
      free = /^\d+$/.test(retryAfter) ? Date.now() + Number(retryAfter) * 1000 : Date.parse(retryAfter)
      return Response.json({ detail: 'slow down' }, { status: 429, headers: { 'retry-after': retryAfter } })
    }
    expect((await finish(turn, await begin(turn, hero))).state).toBe('stored')
    expect(orders).toHaveLength(2)
    expect(orders[1]).toBeGreaterThanOrEqual(free)
    expect(await usd(turn)).toBe(0.15)
  })

  it('is asked again all the same when it names none, and while it is asked how things stand', async () => {
    const turn = await stage.open()
    let refusals = 1
    stage.imageFaults = ({ url }) => {
      const isMeant = url.includes('/status') && refusals-- > 0
      return isMeant ? Response.json({ detail: 'slow down' }, { status: 429 }) : undefined
    }
    expect((await finish(turn, await begin(turn, hero))).state).toBe('stored')
    expect(refusals).toBeLessThan(0)
  })

  it('that has no place in half an hour has charged nothing', async () => {
    const turn = await stage.open()
    stage.imageFaults = (request) =>
      isOrder(request)
        ? Response.json({ detail: 'full' }, { status: 429, headers: { 'retry-after': '600' } })
        : undefined
    const job = await begin(turn, hero)
    await expect
      .poll(async () => (await stage.view(turn.sessionId)).slots.hero?.progress?.message)
      .toContain('asked to wait 600 s')
    await age(turn, job.id)
    const failed = await finish(turn, job)
    expect(failed.failure).toMatchObject({ code: 'no_place', retryable: true })
    expect(failed.failure?.hint).toContain('Nothing was charged')
    expect(await usd(turn)).toBe(0)
  })
})

describe('a service that is down', () => {
  it('is waited for, and nothing is told as charged that never reached it', async () => {
    const turn = await stage.open()
    const before = stage.photographer.books().requests.length
    let down = 4
    stage.imageFaults = () => (down-- > 0 ? { refused: true } : undefined)
    expect((await finish(turn, await begin(turn, hero))).state).toBe('stored')
    expect(stage.photographer.books().requests.length - before).toBe(1)
    expect(await usd(turn)).toBe(0.15)
  })

  it('or answers with errors in a burst, takes the order once', async () => {
    const turn = await stage.open()
    const before = stage.photographer.books().requests.length
    let errors = 3
    stage.imageFaults = (request) =>
      isOrder(request) && errors-- > 0 ? Response.json({ detail: 'Oops' }, { status: 500 }) : undefined
    expect((await finish(turn, await begin(turn, hero))).state).toBe('stored')
    expect(stage.photographer.books().requests.length - before).toBe(1)
    expect(await usd(turn)).toBe(0.15)
  })

  it('for minutes is given up in words, unpaid', async () => {
    const turn = await stage.open()
    stage.imageFaults = () => ({ refused: true })
    const job = await begin(turn, hero)
    await expect.poll(() => stage.worker.lines.some((line) => line.includes(job.id))).toBe(true)
    await stage.rewrite(turn.sessionId, `UPDATE jobs SET errors = 6 WHERE id = '${job.id}'`)
    const failed = await finish(turn, job)
    expect(failed.failure).toMatchObject({ code: 'provider_unreachable', retryable: true })
    expect(await usd(turn)).toBe(0)
  })

  it('with a broken model, says so, and the picture can be asked for again', async () => {
    const turn = await stage.open()
    stage.imageFaults = ({ url, method }) => {
      if (method !== 'GET' || !url.includes('/requests/') || url.includes('00000000-0000')) return undefined
      if (!url.includes('/status')) return Response.json({ detail: 'Internal Server Error' }, { status: 500 })
      return Response.json({ status: 'COMPLETED', error: 'Internal Server Error', error_type: 'internal_error' })
    }
    const failed = await finish(turn, await begin(turn, hero))
    expect(failed.failure).toMatchObject({ code: 'image_service_broke_down', retryable: true })
    expect(await usd(turn)).toBe(0)
  })
})

describe('an order that its service does not know any more', () => {
  it.each([
    ['image', 'image service', () => Response.json({ detail: 'Request not found' }, { status: 404 })],
    [
      'clip',
      'clip service',
      () => Response.json({ code: 1203, message: 'no such task', request_id: 'r' }, { status: 404 }),
    ],
  ])(
    'ends the %s in words that send nobody to the photos, and its price stays in the books',
    async (kind, name, unknown) => {
      const turn = await stage.open()
      const request = kind === 'image' ? hero : clip(await fillFrames(turn))
      stage.imageFaults = ({ url }) =>
        url.includes('/status') && !url.includes('00000000-0000') ? unknown() : undefined
      stage.clipFaults = ({ method }) => (method === 'GET' ? unknown() : undefined)
      const job = await begin(turn, request)
      await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).toBe('submitted')
      await stage.rewrite(turn.sessionId, `UPDATE jobs SET errors = 3 WHERE id = '${job.id}'`)
      const { failure, priceUsd } = await finish(turn, job)
      expect(failure).toMatchObject({ code: 'order_forgotten', retryable: true })
      expect(failure?.message).toContain(`The ${name} does not know`)
      expect(failure?.hint).toMatch(/may have been charged.*ask for it again/)
      expect(await usd(turn)).toBeCloseTo(priceUsd)
    },
  )

  it('but only for a moment after it took it, is asked for again', async () => {
    const turn = await stage.open()
    let misses = 1
    stage.imageFaults = ({ url }) =>
      url.includes('/status') && !url.includes('00000000-0000') && misses-- > 0
        ? Response.json({ detail: 'Request not found' }, { status: 404 })
        : undefined
    expect((await finish(turn, await begin(turn, hero))).state).toBe('stored')
    expect(misses).toBeLessThan(0)
  })
})

describe('a job that does not end', () => {
  it('is called back at its deadline, and what was not made is not paid in the end', async () => {
    const turn = await stage.open()
    stage.imageFaults = (request) => (isOrder(request) ? { stall: true } : undefined)
    const job = await begin(turn, hero)
    await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).toBe('running')
    await age(turn, job.id)
    const failed = await finish(turn, job)
    expect(failed.failure).toMatchObject({ code: 'job_timed_out', retryable: true })
    expect(failed.failure?.hint).toContain('may have been charged')
    expect(await usd(turn)).toBe(0.15)
    await stage.rewrite(turn.sessionId, 'SELECT 1')
    await expect.poll(() => usd(turn)).toBe(0)
    expect((await stage.row(turn.sessionId, job.id)).failure).toContain('job_not_charged')
  })

  it('and that ends after all is kept, as a version where there is one that counts', async () => {
    const turn = await stage.open()
    const request = clip(await fillFrames(turn))
    const busy = { code: 5001, message: 'unavailable', request_id: 'r' }
    stage.clipFaults = ({ method }) => (method === 'GET' ? Response.json(busy, { status: 503 }) : undefined)
    const job = await begin(turn, request)
    await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).toBe('submitted')
    await age(turn, job.id)
    expect((await finish(turn, job)).failure?.code).toBe('job_timed_out')
    await turn.put('clip_1', await photo(320, 200))
    const active = (await stage.view(turn.sessionId)).slots.clip_1?.activeId
    stage.clipFaults = () => undefined
    // The clip is being filmed: it is looked for until it is there.
    await expect
      .poll(
        async () => {
          await stage.rewrite(turn.sessionId, 'SELECT 1')
          return (await stage.row(turn.sessionId, job.id)).state
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe('stored')
    const shown = await stage.view(turn.sessionId)
    const { asset_id: asset } = await stage.row(turn.sessionId, job.id)
    expect(shown.slots.clip_1).toMatchObject({ activeId: active, versions: [active, asset] })
    expect(shown.spend.sessionUsd).toBe(0.35)
  })

  it('and had ended while nobody could ask is stored as what counts', async () => {
    const turn = await stage.open()
    const busy = { detail: 'unavailable' }
    stage.imageFaults = ({ method, url }) =>
      method === 'GET' && url.includes('/status') && !url.includes('00000000-0000')
        ? Response.json(busy, { status: 503 })
        : undefined
    const job = await begin(turn, hero)
    await expect.poll(() => stage.photographer.books().requests.at(-1)?.state, { timeout: 10_000 }).toBe('succeeded')
    stage.imageFaults = () => undefined
    await age(turn, job.id)
    const { state, assetId } = await finish(turn, job)
    expect(state).toBe('stored')
    expect((await stage.view(turn.sessionId)).slots.hero?.activeId).toBe(assetId)
  })

  it('is given up as possibly charged where its service is not configured any more', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
    const first = await startWorker(stage.vars, stateDir)
    stage.imageFaults = (request) => (isOrder(request) ? { stall: true } : undefined)
    const turn = await openTurn(`${first.url}/api`, stage.host, 'go')
    const { id } = await begin(turn, hero)
    const job = async ({ queryObject }: RunningWorker) => {
      const [row] = await queryObject(turn.sessionId, `SELECT state, failure FROM jobs WHERE id = '${id}'`)
      return row as { state: string; failure: string | null }
    }
    await expect.poll(async () => (await job(first)).state, { timeout: 10_000 }).toBe('running')
    await first.queryObject(turn.sessionId, `UPDATE jobs SET created_at = ${anHourAgo()}`)
    await first.close()
    const { FAL_KEY: _, ...vars } = stage.vars
    const second = await startWorker(vars, stateDir)
    try {
      await fetch(`${second.url}/api/sessions/${turn.sessionId}`)
      await expect.poll(async () => (await job(second)).state, { timeout: 10_000 }).toBe('failed')
      expect((await job(second)).failure).toContain('job_timed_out')
    } finally {
      await second.close()
      await rm(stateDir, { recursive: true })
    }
  })

  it('is looked for no longer than a day', async () => {
    const turn = await stage.open()
    stage.imageFaults = (request) => (isOrder(request) ? { stall: true } : undefined)
    const job = await begin(turn, hero)
    await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).toBe('running')
    stage.imageFaults = () => ({ refused: true })
    await age(turn, job.id)
    await finish(turn, job)
    await stage.rewrite(turn.sessionId, `UPDATE jobs SET created_at = ${Date.now() - 25 * 3_600_000}`)
    const names = () => stage.worker.queryObject(turn.sessionId, "SELECT name FROM schedule WHERE name LIKE 'job:%'")
    await expect.poll(names).toEqual([])
  })
})
