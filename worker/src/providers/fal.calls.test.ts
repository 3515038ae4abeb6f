import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fault, type Photographer, startPhotographer } from '../../../demo/src/photographer/startPhotographer.ts'
import { untilOver } from '../../test/untilOver.ts'
import { FAL_CALL_FAILURES } from './failures/falFailures.ts'
import { Fal } from './fal.ts'

let photographer: Photographer
let fault: ((request: Request) => Fault | undefined) | undefined

beforeAll(async () => {
  const faults = (request: Request) => fault?.(request)
  photographer = await startPhotographer({ port: 0, speed: 'fast', apiKey: 'a:b', faults })
})
afterAll(() => photographer.close())
beforeEach(() => {
  fault = undefined
})

const order = { endpoint: 'fal-ai/nano-banana-pro', input: { prompt: 'A hero on studio grey.' } }
const fal = () => {
  const account = { key: 'a:b', baseUrl: photographer.url, resultHosts: [] }
  return new Fal(account, { kind: 'image', priceUsd: 0.15, unitUsd: 0.15 }, fetch)
}
const isOrder = ({ method }: Request) => method === 'POST'
const isResult = ({ method, url }: Request) => method === 'GET' && /\/requests\/[^/]+$/.test(url)

describe('a call', () => {
  const LOCKED = 'User is locked. Reason: Exhausted balance. Top up your balance.'

  it.each([
    [401, 'No key', 'image_key_refused', /does not accept the key.*Set a valid FAL_KEY\. Nothing was charged\.$/],
    [403, LOCKED, 'image_account_locked', /Exhausted balance.*See the account at fal.*Nothing was charged\.$/],
    [404, 'Application not found', 'image_model_unknown', /Application not found.*Choose another model/],
    [422, 'Bad prompt', 'image_refused', /Bad prompt/],
  ])('answered with %i ends the job in words', async (status, detail, code, words) => {
    fault = (request) => (isOrder(request) ? Response.json({ detail }, { status }) : undefined)
    const error = await fal()
      .submit(order, null)
      .catch((reason) => reason)
    expect(error).toMatchObject({ name: 'ProviderFailure', isWorthAnew: false, failure: { code, retryable: false } })
    expect(`${error.failure.message} ${error.failure.hint}`).toMatch(words)
  })

  it.each([
    [429, true, 'waits for a place at the image service'],
    [500, false, 'The image service answered with status 500.'],
    [503, false, 'The image service answered with status 503.'],
  ])('answered with %i is made again', async (status, isFull, message) => {
    const headers = { 'retry-after': '7' }
    fault = () => Response.json({ detail: 'Busy' }, { status, headers })
    const busy = { name: 'ProviderBusy', isFull, mayBeTaken: false, message, retryAfterMs: 7000 }
    await expect(fal().submit(order, null)).rejects.toMatchObject(busy)
    await expect(fal().knock(order)).rejects.toMatchObject(busy)
  })

  it.each([
    [408, '{"detail":"Timeout"}'],
    [500, '<h1>Oops</h1>'],
    [502, '{"detail":"Bad gateway"}'],
    [503, '<h1>Unavailable</h1>'],
    [504, '<h1>Gateway timeout</h1>'],
  ])('answered with %i %s says nothing of an order, and is made again where it is none', async (status, body) => {
    fault = () => new Response(body, { status })
    const failure = { code: 'order_unanswered', charged: 'maybe', retryable: true }
    await expect(fal().submit(order, null)).rejects.toMatchObject({ isWorthAnew: false, failure })
    await expect(fal().knock(order)).rejects.toMatchObject({ name: 'ProviderBusy' })
  })

  it.each([400, 404, 405, 422])('that asks whether fal is there is content with %i', async (status) => {
    fault = () => Response.json({ detail: 'Nobody made this' }, { status })
    await expect(fal().knock(order)).resolves.toBeUndefined()
  })

  it.each([401, 403, 422])('about an order that is answered with %i charges nothing', async (status) => {
    const ref = await fal().submit(order, null)
    fault = () => Response.json({ detail: LOCKED }, { status })
    await expect(fal().status(ref)).rejects.toMatchObject({ name: 'ProviderFailure', failure: { charged: 'no' } })
    await expect(fal().upload(new Blob(['photo']))).rejects.toMatchObject({ failure: { charged: 'no' } })
  })

  it.each([401, 403])('for a result that is answered with %i says nothing of the order', async (status) => {
    fault = (request) => (isResult(request) ? Response.json({ detail: LOCKED }, { status }) : undefined)
    const over = untilOver(fal(), await fal().submit(order, null))
    await expect(over).rejects.toMatchObject({ name: 'ProviderFailure', failure: { charged: 'no' } })
  })

  it('that the network breaks is not made again by itself', async () => {
    const ref = await fal().submit(order, null)
    let calls = 0
    fault = () => {
      calls += 1
      return { refused: true }
    }
    await expect(fal().status(ref)).rejects.toThrow('fal did not answer')
    await expect(fal().upload(new Blob(['photo']))).rejects.toThrow('fal did not answer')
    expect(calls).toBe(2)
  })

  it('has a row for each status that is told apart', () => {
    expect(Object.keys(FAL_CALL_FAILURES).map(Number)).toEqual([401, 403, 404, 429])
  })
})
