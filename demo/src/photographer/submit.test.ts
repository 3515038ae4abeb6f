/** What surrounds a request: its headers, the queue's limits, deadlines, and prices. */
import { ApiError, createFalClient } from '@fal-ai/client'
import { afterEach, describe, expect, it } from 'vitest'
import { MODELS } from './models/MODELS.ts'
import { rewriteHosts } from './rewriteHosts.ts'
import { type Photographer, type PhotographerOptions, startPhotographer } from './startPhotographer.ts'

const TEXT = 'fal-ai/nano-banana-pro'
const input = { prompt: 'a stage' }

let photographer: Photographer | undefined
afterEach(() => photographer?.close())

async function start(options: Partial<PhotographerOptions> = {}) {
  photographer = await startPhotographer({ port: 0, speed: 'fast', ...options })
  const { url, books } = photographer
  const fal = createFalClient({ credentials: 'a:b', fetch: rewriteHosts(url) })
  const submit = (headers: Record<string, string> = {}) =>
    fetch(`${url}/queue.fal.run/${TEXT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Key a:b', ...headers },
      body: JSON.stringify(input),
    })
  const get = (path: string, authorization = 'Key a:b') => fetch(`${url}/${path}`, { headers: { authorization } })
  return { fal, submit, get, books }
}
const stalled = ({ method }: Request) => (method === 'POST' ? ({ stall: true } as const) : undefined)

describe('a submit', () => {
  it('takes the documented headers', async () => {
    const { submit, fal } = await start()
    const headers = { 'x-fal-request-timeout': '30', 'x-fal-queue-priority': 'low', 'x-fal-no-retry': '1' }
    expect((await submit({ ...headers, 'x-fal-store-io': '0' })).status).toBe(200)
    await fal.queue.submit(TEXT, { input, priority: 'low', startTimeout: 30 })
  })

  it.each([
    ['x-fal-request-timeout', 'soon'],
    ['x-fal-request-timeout', '0'],
    ['x-fal-queue-priority', 'high'],
    ['x-fal-no-retry', 'please'],
    ['x-fal-store-io', 'no'],
  ])('with %s: %s is refused, and orders nothing', async (name, value) => {
    const { submit, books } = await start()
    const response = await submit({ [name]: value })
    expect([response.status, await response.json()]).toEqual([
      400,
      { detail: expect.stringMatching(new RegExp(`^${name}`, 'i')), error_type: 'bad_request' },
    ])
    expect(books().requests).toEqual([])
  })

  it('above the queue’s limit is refused with 429', async () => {
    const { submit, books } = await start({ concurrency: 1, queueLimit: 2, faults: stalled })
    await submit()
    await expect.poll(() => books().requests[0]?.state, { timeout: 10_000 }).toBe('in_progress')
    expect([(await submit()).status, (await submit()).status]).toEqual([200, 200])
    const refused = await submit()
    expect([refused.status, await refused.json()]).toEqual([429, { detail: expect.any(String) }])
    expect(books().requests).toHaveLength(3)
  })

  it('that cannot be started in time fails as the client’s own deadline, at no cost', async () => {
    const { submit, fal, books } = await start({ concurrency: 1, faults: stalled })
    await submit()
    const { request_id: requestId } = await fal.queue.submit(TEXT, { input, startTimeout: 1.001 })
    const status = await fal.queue.subscribeToStatus(TEXT, { requestId, pollInterval: 100 })
    expect(status).toMatchObject({ status: 'COMPLETED', error_type: 'request_timeout' })
    // fal's client asks three times more after a 504, which would take seconds.
    const once = createFalClient({
      credentials: 'a:b',
      fetch: async (target, init) => {
        const response = await rewriteHosts(photographer?.url ?? '')(target, init)
        expect(response.status).toBe(504)
        return new Response(response.body, { status: 418, headers: response.headers })
      },
    })
    const error = await once.queue.result(TEXT, { requestId }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      body: { detail: 'Request timed out', error_type: 'request_timeout' },
      timeoutType: 'user',
    })
    expect(books().billedUsd).toBe(0)
  })
})

describe('times', () => {
  it('are kept as they are set: a sheet takes half as long again', async () => {
    const { fal } = await start({ times: { pictureMs: 200 } })
    const seconds = async (prompt: string) => {
      const { request_id: requestId } = await fal.queue.submit(TEXT, { input: { prompt } })
      const status = await fal.queue.subscribeToStatus(TEXT, { requestId, pollInterval: 10, logs: true })
      return 'metrics' in status ? (status.metrics.inference_time ?? 0) : 0
    }
    const hero = await seconds('a stage')
    expect(hero).toBeGreaterThan(0.19)
    expect(await seconds('contact sheet')).toBeGreaterThan(0.29)
  })
})

describe('prices', () => {
  it('are told for one model or several, in what its results bill', async () => {
    const { get, fal } = await start()
    const path = 'api.fal.ai/v1/models/pricing'
    const ids = Object.keys(MODELS)
    const list = await (await get(`${path}?${ids.map((id) => `endpoint_id=${id}`).join('&')}`)).json()
    expect(list).toEqual({
      prices: ids.map((id) => ({
        endpoint_id: id,
        unit_price: expect.any(Number),
        unit: expect.stringMatching(/^(images|megapixels|generations|seconds)$/),
        currency: 'USD',
      })),
      next_cursor: null,
      has_more: false,
    })
    const { request_id: requestId } = await fal.queue.submit(TEXT, { input: { ...input, num_images: 2 } })
    await fal.queue.subscribeToStatus(TEXT, { requestId, pollInterval: 10 })
    const result = await get(`queue.fal.run/${TEXT}/requests/${requestId}`)
    expect(result.headers.get('x-fal-billable-units')).toBe('2')
  })

  it('need a key, a model, and one that exists', async () => {
    const { get } = await start()
    const path = 'api.fal.ai/v1/models/pricing'
    expect((await get(`${path}?endpoint_id=${TEXT}`, 'Bearer a:b')).status).toBe(401)
    expect((await get(path)).status).toBe(400)
    expect((await get(`${path}?endpoint_id=fal-ai/none`)).status).toBe(404)
  })
})
