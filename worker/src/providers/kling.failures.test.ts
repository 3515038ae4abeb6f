import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KLING_CODES, KlingError } from '../../../demo/src/cinematographer/KlingError.ts'
import {
  type Cinematographer,
  type Fault,
  startCinematographer,
} from '../../../demo/src/cinematographer/startCinematographer.ts'
import { photo } from '../../test/client.ts'
import { untilOver } from '../../test/untilOver.ts'
import { KLING_FAILURES } from './failures/klingFailures.ts'
import { Kling } from './kling.ts'

const keys = { accessKey: 'access', secretKey: 'secret-of-at-least-thirty-two-bytes' }
const request = {
  kind: 'clip',
  slot: 'clip_1',
  prompt: 'Slow push in.',
  firstFrame: '',
  tailFrame: '',
  durationSeconds: 5,
} as const

let cinematographer: Cinematographer
let fault: ((request: Request) => Fault | undefined) | undefined
let frame: string

beforeAll(async () => {
  frame = (await photo(480, 320)).toString('base64')
  const faults = (request: Request) => fault?.(request)
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults })
})
afterAll(() => cinematographer.close())
beforeEach(() => {
  fault = undefined
})

const kling = () => new Kling({ ...keys, baseUrl: cinematographer.url, resultHosts: [] }, 'kling-v2-6', fetch)
const submit = () => kling().submit(request, frame, frame, crypto.randomUUID())

const KEYS = /does not accept the keys.*valid KLING_ACCESS_KEY and KLING_SECRET_KEY/
const POLICY = /refused this clip: content policy.*Change the frames or the words/
const ORDER = /refused the order: Oh\..*Change the frames or the words/

/** By Kling's codes, what ends the job: the words. Nothing of it is charged or tried again. */
const ENDS: Record<number, RegExp> = {
  1000: KEYS,
  1001: KEYS,
  1002: KEYS,
  1003: /not valid yet.*clock/,
  1004: /expired.*clock/,
  1100: /does not serve this account: Oh\..*account at Kling/,
  1101: /in arrears.*Top up/,
  1102: /no credit left.*another pack/,
  1103: /may not use this model.*another clip model/,
  1200: ORDER,
  1201: ORDER,
  1202: /does not know this call: Oh\..*KLING_BASE_URL/,
  1203: /does not have this: Oh\..*another clip model/,
  1300: POLICY,
  1301: POLICY,
  1304: /serves other addresses only.*list of IPs/,
}
/** By Kling's codes, after what the call is made again: true where it waits for a place, and an order was certainly not taken. */
const WAITS: Record<number, boolean> = { 1302: true, 1303: true, 5000: false, 5001: false, 5002: false }

it('names every row of the table, and every code that Kling documents', () => {
  const rows = Object.keys(KLING_FAILURES).map(Number)
  expect(Object.keys({ ...ENDS, ...WAITS }).map(Number)).toEqual(rows)
  expect(KLING_CODES.toSorted()).toEqual(rows)
})

it.each(Object.entries(ENDS))('code %s ends the job in words, uncharged', async (code, words) => {
  fault = () => new KlingError(Number(code) as (typeof KLING_CODES)[number], 'Oh.').response()
  const error = await submit().catch((reason) => reason)
  const failure = { code: `kling_${code}`, charged: 'no', retryable: false }
  expect(error).toMatchObject({ name: 'ProviderFailure', isWorthAnew: false, failure })
  expect(`${error.failure.message} ${error.failure.hint}`).toMatch(words)
  expect(error.failure.hint).toMatch(/Nothing was charged\.$/)
})

it.each(Object.entries(WAITS))('code %s has the call made again', async (code, isFull) => {
  fault = () => {
    const response = new KlingError(Number(code) as (typeof KLING_CODES)[number], 'Oh.').response()
    response.headers.set('retry-after', '3')
    return response
  }
  const message = isFull ? 'waits for a place at the clip service' : 'The clip service answered: Oh.'
  const busy = { name: 'ProviderBusy', isFull, mayBeTaken: !isFull, message, retryAfterMs: 3000 }
  await expect(submit()).rejects.toMatchObject(busy)
  await expect(kling().find('job')).rejects.toMatchObject(busy)
})

it.each([
  [1999, { name: 'ProviderFailure', failure: { code: 'kling_1999', retryable: false } }],
  [5999, { name: 'ProviderBusy', isFull: false }],
])('code %i, which is on no list, is taken for one of its kind', async (code, error) => {
  fault = () => Response.json({ code, message: 'Oh.', request_id: 'r' }, { status: 400 })
  await expect(submit()).rejects.toMatchObject(error)
})

it('a gateway that answers in HTML has said nothing of the order', async () => {
  fault = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
  await expect(submit()).rejects.toThrow('Kling answered 502 without a body that it documents.')
})

it('a redirect is not followed, and has taken no order', async () => {
  const calls: string[] = []
  fault = ({ method, url }) => {
    calls.push(`${method} ${new URL(url).hostname}`)
    return new Response(null, { status: 307, headers: { location: url.replace('127.0.0.1', 'localhost') } })
  }
  const failure = { code: 'clip_service_redirects', charged: 'no', message: expect.stringContaining('status 307') }
  await expect(submit()).rejects.toMatchObject({ name: 'ProviderFailure', failure })
  await expect(kling().find('job')).rejects.toMatchObject({ name: 'ProviderFailure', failure })
  expect(calls).toEqual(['POST 127.0.0.1', 'GET 127.0.0.1'])
})

describe('a task that ends', () => {
  it.each([
    [
      'failed',
      'The lens fell off.',
      'clip_failed',
      true,
      /could not make this clip: The lens fell off\..*Try the clip again/,
    ],
    ['failed without a reason', '', 'clip_failed', true, /could not make this clip: it gave no reason\./],
    ['against its policy', 'Failure to pass the risk control system', 'content_policy', false, POLICY],
  ])('%s costs nothing', async (_, taskError, code, retryable, words) => {
    fault = ({ method }) => (method === 'POST' ? { taskError } : undefined)
    const status = await untilOver(kling(), await submit())
    expect(status).toMatchObject({ state: 'failed', failure: { code, retryable, charged: 'no' }, isWorthAnew: false })
    if (status.state === 'failed') expect(`${status.failure.message} ${status.failure.hint}`).toMatch(words)
  })

  it('without a clip has failed', async () => {
    const data = { task_id: 't', task_status: 'succeed', task_result: {} }
    fault = ({ method }) => (method === 'GET' ? Response.json({ code: 0, message: 'SUCCEED', data }) : undefined)
    expect(await kling().status({ id: 't', model: 'kling-v2-6' })).toMatchObject({ failure: { code: 'clip_failed' } })
  })
})
