import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenTurn } from '../../../test/openTurn.ts'
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

/** For a machine that is busy with other things. */
const LONG = { timeout: 15_000 }

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
const said = async ({ sessionId }: OpenTurn, slot: 'hero' | 'clip_1') =>
  (await stage.view(sessionId)).slots[slot]?.progress?.message
const failure = async ({ sessionId }: OpenTurn, id: string) =>
  JSON.parse((await stage.row(sessionId, id)).failure ?? 'null') as { code: string; charged: string } | null
/** Lets half an hour pass for the job, and so its time. */
const age = (turn: OpenTurn, id: string) =>
  stage.rewrite(turn.sessionId, `UPDATE jobs SET created_at = ${Date.now() - 3_600_000} WHERE id = '${id}'`)
/** Whether a request is about an order that was taken, at fal. */
const isAbout = ({ method, url }: Request) =>
  method === 'GET' && url.includes('/requests/') && !url.includes('00000000-0000')
const locked = () => Response.json({ detail: 'User is locked. Reason: Exhausted balance.' }, { status: 403 })
const usedUp = () => Response.json({ code: 1102, message: 'Pack used up', request_id: 'r' }, { status: 429 })

describe.each([
  ['fal', /Exhausted balance/],
  ['kling', /has no credit left/],
] as const)(
  'an order that %s has taken, and of which it then says nothing because of the account',
  (provider, words) => {
    const slot = provider === 'fal' ? 'hero' : 'clip_1'
    const orders = () =>
      provider === 'fal' ? stage.photographer.books().requests.length : stage.cinematographer.books().tasks.length

    async function ordered() {
      const turn = await stage.open()
      const request = provider === 'fal' ? hero : clip(await fillFrames(turn))
      const before = orders()
      stage.imageFaults = (call) => (isAbout(call) ? locked() : undefined)
      stage.clipFaults = ({ method }) => (method === 'GET' ? usedUp() : undefined)
      const job = await begin(turn, request)
      await expect.poll(() => said(turn, slot), LONG).toMatch(words)
      return { turn, job, before }
    }
    const mend = () => {
      stage.imageFaults = () => undefined
      stage.clipFaults = () => undefined
    }

    it('goes on, and is stored when the account is mended', async () => {
      const { turn, job, before } = await ordered()
      mend()
      expect(await finish(turn, job)).toMatchObject({ state: 'stored' })
      expect(orders() - before).toBe(1)
    })

    it('keeps its price at the deadline, says why, and comes home within the day', async () => {
      const { turn, job } = await ordered()
      await age(turn, job.id)
      const failed = await finish(turn, job)
      expect(failed.failure).toMatchObject({
        code: 'job_timed_out',
        charged: 'maybe',
        message: expect.stringMatching(words),
      })
      expect(await usd(turn)).toBeCloseTo(job.priceUsd)
      mend()
      const home = async () => {
        await stage.rewrite(turn.sessionId, 'SELECT 1')
        return (await stage.row(turn.sessionId, job.id)).state
      }
      await expect.poll(home, { ...LONG, interval: 500 }).toBe('stored')
    })
  },
)

it.each([
  ['that its time ran out', 504, { code: 5002, message: 'Timeout', request_id: 'r' }],
  ['an error', 500, { code: 5000, message: 'Oh.', request_id: 'r' }],
])(
  'a clip of which Kling says %s though it has taken it is looked for before it is sent again',
  async (_, status, body) => {
    const turn = await stage.open()
    const request = clip(await fillFrames(turn))
    const before = stage.cinematographer.books().tasks.length
    let orders = 0
    stage.clipFaults = (call) => {
      if (!isOrder(call)) return undefined
      orders += 1
      // Taken, and answered as if it were not.
      if (orders === 1) void fetch(call.clone())
      return orders === 1 ? Response.json(body, { status }) : undefined
    }
    // The order that is passed on is one more call.
    const job = await finish(turn, await begin(turn, request))
    expect(job).toMatchObject({ state: 'stored' })
    expect(stage.cinematographer.books().tasks.slice(before)).toMatchObject([{ externalTaskId: job.id }])
    expect(orders).toBe(2)
  },
)

it('an order at fal that an edge answers is not sent again, and may have been charged', async () => {
  const turn = await stage.open()
  let orders = 0
  stage.imageFaults = (call) => {
    if (!isOrder(call)) return undefined
    orders += 1
    return new Response('<h1>Bad gateway</h1>', { status: 502 })
  }
  const failed = await finish(turn, await begin(turn, hero))
  expect(failed.failure).toMatchObject({ code: 'order_unanswered', charged: 'maybe' })
  expect([orders, await usd(turn)]).toEqual([1, 0.15])
})

describe('an order that has failed, and was charged', () => {
  const charged = (call: Request) =>
    isOrder(call) ? ({ modelError: 'content_policy_violation', charged: true } as const) : undefined

  it('before its time was up, is told so at its deadline', async () => {
    const turn = await stage.open()
    stage.imageFaults = (call) => (isAbout(call) ? { refused: true } : charged(call))
    const job = await begin(turn, hero)
    await expect.poll(() => stage.photographer.books().requests.at(-1)?.state, LONG).toBe('failed')
    stage.imageFaults = () => undefined
    await age(turn, job.id)
    expect((await finish(turn, job)).failure).toMatchObject({ code: 'content_policy', charged: 'yes' })
    expect(await usd(turn)).toBe(0.15)
  })

  it('after it was given up, keeps its price', async () => {
    const turn = await stage.open()
    stage.imageFaults = (call) => (isAbout(call) ? { refused: true } : charged(call))
    const job = await begin(turn, hero)
    await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state, LONG).toBe('submitted')
    await age(turn, job.id)
    expect((await finish(turn, job)).failure?.code).toBe('job_timed_out')
    stage.imageFaults = () => undefined
    await stage.rewrite(turn.sessionId, 'SELECT 1')
    await expect.poll(() => failure(turn, job.id), LONG).toMatchObject({ code: 'content_policy', charged: 'yes' })
    expect(await usd(turn)).toBe(0.15)
  })
})

it('a result at a host that is not known comes home when it is, and leaves its place to others', async () => {
  const turn = await stage.open()
  const elsewhere = { images: [{ url: 'https://elsewhere.example/a.png' }] }
  stage.imageFaults = (call) => (isAbout(call) && !call.url.includes('/status') ? Response.json(elsewhere) : undefined)
  const job = await finish(turn, await begin(turn, hero))
  expect(job.failure).toMatchObject({ code: 'result_elsewhere', hint: expect.stringContaining('comes here by itself') })
  const places = () => stage.worker.queryDispatcher(`SELECT * FROM places WHERE job_id = '${job.id}'`)
  await expect.poll(places, LONG).toEqual([])
  stage.imageFaults = () => undefined
  await stage.rewrite(turn.sessionId, 'SELECT 1')
  await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state, LONG).toBe('stored')
  expect(await usd(turn)).toBe(0.15)
})

it('an order is made anew a moment after the first has failed', async () => {
  const turn = await stage.open()
  const orders: number[] = []
  stage.imageFaults = (call) => {
    if (!isOrder(call)) return undefined
    orders.push(Date.now())
    return orders.length === 1 ? { requestError: 'runner_disconnected' } : undefined
  }
  expect(await finish(turn, await begin(turn, hero))).toMatchObject({ state: 'stored' })
  expect((orders[1] ?? 0) - (orders[0] ?? 0)).toBeGreaterThanOrEqual(1000)
})

it('an order that fal is asked about too often does not wait for a place', async () => {
  const turn = await stage.open()
  stage.imageFaults = (call) => (isAbout(call) ? Response.json({ detail: 'Slow down' }, { status: 429 }) : undefined)
  await begin(turn, hero)
  await expect.poll(() => said(turn, 'hero'), LONG).toBe('no answer yet, trying again')
})
