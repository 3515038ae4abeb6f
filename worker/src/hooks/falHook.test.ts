import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { type Job, newId, Problem } from '@fashion-shoot/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenTurn } from '../../test/openTurn.ts'
import { begin, finish, hero, isOrder, type JobStage, startJobStage } from '../../test/startJobStage.ts'
import { startTunnel, type Tunnel } from '../../test/startTunnel.ts'

/** Keys that are not fal's unless a test has fal show them. */
const pair = generateKeyPairSync('ed25519')
const jwks = () => Response.json({ keys: [pair.publicKey.export({ format: 'jwk' })] })

/** For a machine that is busy with other things. */
const LONG = { timeout: 10_000 }

let tunnel: Tunnel
let stage: JobStage
/** What goes wrong with orders at fal. */
let orderFault: ReturnType<JobStage['imageFaults']>
/** What fal shows in place of its keys. */
let shown: (() => Response) | undefined
/** How often fal was asked how an order stands. */
let looks: number
let turn: OpenTurn

beforeAll(async () => {
  tunnel = await startTunnel()
  stage = await startJobStage(undefined, { PUBLIC_URL: tunnel.url })
})
afterAll(async () => {
  await stage.close()
  await tunnel.close()
})
beforeEach(async () => {
  orderFault = undefined
  shown = undefined
  looks = 0
  tunnel.target = stage.worker.url
  stage.imageFaults = (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/jwks.json')) return shown?.()
    if (pathname.endsWith('/status') && !pathname.includes('/00000000-')) looks += 1
    return isOrder(request) ? orderFault : undefined
  }
  turn = await stage.open()
})
// What goes on holds a place at fal.
afterEach(() => stage.stop(turn.sessionId))

const address = (job: string, session = turn.sessionId) => `/api/hooks/fal/${session}/${job}`
const deliveries = ({ id }: Job) => tunnel.passed.filter(({ path }) => path === address(id))
/** The first delivery to the job's address, once there are so many. */
async function delivered(job: Job, times = 1) {
  await expect.poll(() => deliveries(job).length, LONG).toBeGreaterThanOrEqual(times)
  const [first] = deliveries(job)
  if (first === undefined) throw new Error('nothing was delivered')
  return first
}
/** The id that fal has given to the job's order, once it is written down. */
async function orderOf({ id }: Job): Promise<string> {
  const sql = `SELECT provider_ref ->> 'id' AS ref FROM jobs WHERE id = '${id}'`
  const read = async () => ((await stage.worker.queryObject(turn.sessionId, sql))[0] as { ref: string | null }).ref
  await expect.poll(read, LONG).not.toBeNull()
  return (await read()) ?? ''
}
const state = async ({ id }: Job) => (await stage.row(turn.sessionId, id)).state

type Words = { orderId: string; ageS?: number; body?: string }
/** A delivery of our own, signed by our own keys. */
function own({ orderId, ageS = 0, body = JSON.stringify({ request_id: orderId, status: 'OK', payload: {} }) }: Words) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageS)
  const lines = [orderId, 'user', timestamp, createHash('sha256').update(body).digest('hex')]
  const headers: Record<string, string> = {
    'x-fal-webhook-request-id': orderId,
    'x-fal-webhook-user-id': 'user',
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, Buffer.from(lines.join('\n')), pair.privateKey).toString('hex'),
  }
  return { method: 'POST', headers, body }
}
const send = (path: string, delivery: RequestInit) => fetch(stage.worker.url + path, delivery)
async function answer(path: string, delivery: RequestInit): Promise<[status: number, code: string]> {
  const response = await send(path, delivery)
  return [response.status, response.ok ? await response.text() : Problem.parse(await response.json()).code]
}
/** An order that goes on until the test ends. */
async function beginEndless() {
  orderFault = { stall: true }
  const job = await begin(turn, hero)
  return { job, orderId: await orderOf(job) }
}

describe('an order that fal reports', () => {
  it('is looked at once, when it is done, through a tunnel to a machine that answers to itself alone', async () => {
    const job = await begin(turn, hero)
    expect(await finish(turn, job)).toMatchObject({ state: 'stored' })
    expect(await delivered(job)).toMatchObject({ status: 200 })
    expect(looks).toBe(1)
  })

  it('twice is not looked at again', async () => {
    orderFault = { webhook: 'twice' }
    const job = await begin(turn, hero)
    expect(await finish(turn, job)).toMatchObject({ state: 'stored' })
    await delivered(job, 2)
    expect(deliveries(job).map(({ status }) => status)).toEqual([200, 200])
    expect(looks).toBe(1)
    expect((await stage.view(turn.sessionId)).spend.sessionUsd).toBe(0.15)
  })

  it('but whose answer was lost is found by that, and kept', async () => {
    orderFault = { answerLost: true }
    const job = await finish(turn, await begin(turn, hero))
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'order_unanswered', charged: 'maybe' } })
    await expect.poll(() => state(job), LONG).toBe('stored')
    const { spend, slots } = await stage.view(turn.sessionId)
    expect(spend.sessionUsd).toBe(0.15)
    expect(slots.hero?.versions).toHaveLength(1)
  })
})

it('an order that fal will report is looked at all the same, for how far it is', async () => {
  const { job } = await beginEndless()
  const sql = `SELECT at - unixepoch('subsec') * 1000 AS left FROM schedule WHERE name = 'job:${job.id}'`
  const [next] = (await stage.worker.queryObject(turn.sessionId, sql)) as { left: number }[]
  expect(next?.left).toBeGreaterThan(0)
  expect(next?.left).toBeLessThanOrEqual(5000)
})

describe('what is sent to the address of an order', () => {
  // What fal itself sends, over and over where it is refused, would have its keys loaded more often than the Worker does.
  beforeEach(() => {
    tunnel.target = null
  })

  it('is looked into when it fits keys that fal shows only now, once for each delivery', async () => {
    const { job, orderId } = await beginEndless()
    const delivery = own({ orderId })
    expect(await answer(address(job.id), delivery)).toEqual([401, 'hook_refused'])
    shown = () => new Response('', { status: 500 })
    expect(await answer(address(job.id), delivery)).toEqual([503, 'hook_keys_unreachable'])
    shown = jwks
    expect(await answer(address(job.id), delivery)).toEqual([200, ''])
    await expect.poll(() => looks, LONG).toBe(1)
    expect(await answer(address(job.id), delivery)).toEqual([200, ''])
    await new Promise((passed) => setTimeout(passed, 200))
    expect(looks).toBe(1)
    expect(await answer(address(job.id), own({ orderId, ageS: 100 }))).toEqual([200, ''])
    await expect.poll(() => looks, LONG).toBe(2)
    // It decided nothing.
    expect(await state(job)).toBe('running')
  })

  it('changes nothing where fal has signed it, but not for this order', async () => {
    shown = jwks
    const { job, orderId } = await beginEndless()
    const strange = own({ orderId: newId('job') })
    const places = [address(job.id), address(newId('job')), address(job.id, crypto.randomUUID()), address('x', 'x')]
    for (const place of places) expect(await answer(place, strange)).toEqual([200, ''])
    expect(looks).toBe(0)
    expect(await orderOf(job)).toBe(orderId)
  })

  it('is refused with another body', async () => {
    shown = jwks
    const { job, orderId } = await beginEndless()
    const delivery = own({ orderId })
    expect(await answer(address(job.id), { ...delivery, body: `${delivery.body} ` })).toEqual([401, 'hook_refused'])
    expect(looks).toBe(0)
  })

  it.each(['request-id', 'user-id', 'timestamp', 'signature'])('is refused without its %s', async (name) => {
    const { headers, ...delivery } = own({ orderId: 'a' })
    const left = Object.fromEntries(Object.entries(headers).filter(([header]) => !header.endsWith(name)))
    const response = await send(address(newId('job')), { ...delivery, headers: left })
    expect(Problem.parse(await response.json())).toMatchObject({
      status: 401,
      detail: expect.stringContaining('missing'),
    })
  })

  it('is taken within five minutes of its time, and refused beyond', async () => {
    shown = jwks
    const job = newId('job')
    const sent = async (ageS: number) => (await answer(address(job), own({ orderId: 'a', ageS })))[0]
    expect([await sent(-290), await sent(290), await sent(-310), await sent(310)]).toEqual([200, 200, 401, 401])
  })

  it('is refused where it is no report, or larger than any', async () => {
    shown = jwks
    const of = async (body: string) => await answer(address(newId('job')), own({ orderId: 'a', body }))
    expect(await of('{"request_id":"../../x"}')).toEqual([400, 'invalid_request'])
    expect(await of('none')).toEqual([400, 'invalid_request'])
    const body = 'x'.repeat(1024 * 1024 + 1)
    expect(await of(body)).toEqual([413, 'hook_too_large'])
    // Without a length before it.
    const delivery = { ...own({ orderId: 'a', body }), body: new Blob([body]).stream(), duplex: 'half' as const }
    const response = await fetch(stage.worker.url + address(newId('job')), delivery)
    expect(Problem.parse(await response.json()).code).toBe('hook_too_large')
  })
})

// Last, because fal sends it over and over, and has its keys loaded with each.
it.each(['old', 'forged'] as const)('a report that is %s is refused', async (webhook) => {
  orderFault = { webhook }
  const job = await begin(turn, hero)
  expect(await delivered(job)).toMatchObject({ status: 401 })
  expect([looks, await state(job)]).toEqual([0, 'submitted'])
})
