/** The photographer's contract, driven by fal's own client. */
import { ApiError, createFalClient, type QueueStatus, ValidationError } from '@fal-ai/client'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewriteHosts } from './rewriteHosts.ts'
import { type Fault, type Photographer, startPhotographer } from './startPhotographer.ts'

const TEXT = 'fal-ai/nano-banana-pro'
const EDIT = 'fal-ai/nano-banana-pro/edit'

let fault: ((request: Request) => Fault | undefined) | undefined
let photographer: Photographer
let photo: Buffer

beforeAll(async () => {
  photographer = await startPhotographer({ port: 0, speed: 'fast', faults: (request) => fault?.(request) })
  photo = await sharp({ create: { width: 96, height: 128, channels: 3, background: '#b08060' } })
    .png()
    .toBuffer()
})
afterAll(() => photographer.close())

const clientWith = (credentials: string) => createFalClient({ credentials, fetch: rewriteHosts(photographer.url) })
const client = () => clientWith('demo:secret')
const dataUri = () => `data:image/png;base64,${photo.toString('base64')}`
const fileOf = (bytes: Buffer, type = 'image/png') => new File([new Uint8Array(bytes)], 'model.png', { type })

async function untilCompleted(requestId: string): Promise<void> {
  await client().queue.subscribeToStatus(EDIT, { requestId, pollInterval: 10 })
}
async function failureOf(promise: Promise<unknown>): Promise<ApiError<{ detail: unknown }>> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error(`expected fal's ApiError, got ${String(error)}`)
  return error
}
/** Submits an input that must fail and gives the first entry of its `detail`. */
async function rejection(input: Record<string, unknown>): Promise<unknown> {
  const { request_id } = await client().queue.submit<string>(EDIT, { input })
  await untilCompleted(request_id)
  const error = await failureOf(client().queue.result(EDIT, { requestId: request_id }))
  expect(error).toBeInstanceOf(ValidationError)
  expect(error.status).toBe(422)
  return Array.isArray(error.body.detail) ? error.body.detail[0] : error.body.detail
}

describe('the queue', () => {
  it('takes a request from IN_QUEUE over IN_PROGRESS with logs to a downloadable picture', async () => {
    const submitted = await client().queue.submit(EDIT, {
      input: { prompt: 'a portrait', image_urls: [dataUri()], aspect_ratio: '3:4', output_format: 'jpeg' },
    })
    expect(submitted).toMatchObject({ status: 'IN_QUEUE', queue_position: 0 })
    // The sub-path of the model is gone from the URLs, as at fal.
    expect(submitted.status_url).toBe(`https://queue.fal.run/${TEXT}/requests/${submitted.request_id}/status`)

    const seen: QueueStatus[] = []
    await client().queue.subscribeToStatus(EDIT, {
      requestId: submitted.request_id,
      logs: true,
      pollInterval: 5,
      onQueueUpdate: (status) => seen.push(status),
    })
    const last = seen.at(-1)
    expect(last).toMatchObject({ status: 'COMPLETED', metrics: { inference_time: expect.any(Number) } })
    expect(last && 'logs' in last && last.logs[0]).toMatchObject({
      message: expect.stringContaining('1 reference'),
      level: 'INFO',
      source: 'USER',
    })

    const { data, requestId } = await client().queue.result(EDIT, { requestId: submitted.request_id })
    expect(requestId).toBe(submitted.request_id)
    const [image] = data.images
    expect(image).toMatchObject({ content_type: 'image/jpeg', width: 896, height: 1200 })
    const bytes = await (await rewriteHosts(photographer.url)(image?.url ?? '')).arrayBuffer()
    expect(bytes.byteLength).toBe(image?.file_size)
    expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({ format: 'jpeg', width: 896, height: 1200 })
  })

  it('serves subscribe, with an uploaded file and several pictures', async () => {
    const { data } = await client().subscribe(EDIT, {
      pollInterval: 10,
      input: { prompt: 'a portrait', image_urls: [fileOf(photo)] as unknown as string[], num_images: 2 },
    })
    // auto: the ratio nearest to the photo's own 96x128
    expect(data.images.map(({ width, height }) => [width, height])).toEqual([
      [896, 1200],
      [896, 1200],
    ])
    expect(data.images[0]?.url).not.toBe(data.images[1]?.url)
  })

  it('streams its status until COMPLETED', async () => {
    const { request_id } = await client().queue.submit(TEXT, { input: { prompt: 'an empty stage' } })
    const states: string[] = []
    const stream = await client().queue.streamStatus(TEXT, { requestId: request_id, logs: true })
    stream.on('data', ({ status }) => states.push(status))
    expect(await stream.done()).toMatchObject({ status: 'COMPLETED' })
    expect(new Set(states)).toEqual(new Set(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']))
  })

  it('answers 400 to a result asked for too early and 404 to an unknown one', async () => {
    const { request_id } = await client().queue.submit(TEXT, { input: { prompt: 'a stage' } })
    const early = await failureOf(client().queue.result(TEXT, { requestId: request_id }))
    expect([early.status, early.body]).toEqual([400, { detail: 'Request is still in progress' }])
    expect((await failureOf(client().queue.result(TEXT, { requestId: 'none' }))).status).toBe(404)
    expect((await failureOf(client().queue.status('fal-ai/other', { requestId: request_id }))).status).toBe(404)
    await untilCompleted(request_id)
  })

  it('cancels once, bills nothing for it, and replays 499 as its result', async () => {
    const { request_id } = await client().queue.submit(EDIT, { input: { prompt: 'a hat', image_urls: [dataUri()] } })
    await client().queue.cancel(EDIT, { requestId: request_id })
    expect(await client().queue.status(EDIT, { requestId: request_id })).toMatchObject({
      status: 'COMPLETED',
      error_type: 'client_cancelled',
    })
    expect((await failureOf(client().queue.result(EDIT, { requestId: request_id }))).status).toBe(499)
    const again = await failureOf(client().queue.cancel(EDIT, { requestId: request_id }))
    expect([again.status, again.body]).toEqual([400, { status: 'ALREADY_COMPLETED' }])
    const unknown = await failureOf(client().queue.cancel(EDIT, { requestId: 'none' }))
    expect([unknown.status, unknown.body]).toEqual([404, { status: 'NOT_FOUND' }])
    expect(photographer.books().requests.find(({ requestId }) => requestId === request_id)).toMatchObject({
      state: 'cancelled',
      billedUsd: 0,
    })
  })
})

it('in its lifelike speed takes its time, shows it in the logs, and works on a few requests at once', async () => {
  const slow = await startPhotographer({ port: 0, speed: 'lifelike', concurrency: 1 })
  const fal = createFalClient({ credentials: 'demo:secret', fetch: rewriteHosts(slow.url) })
  const input = { prompt: 'a stage' }
  const first = await fal.queue.submit(TEXT, { input })
  const second = await fal.queue.submit(TEXT, { input })
  const third = await fal.queue.submit(TEXT, { input })
  const state = (requestId: string) => fal.queue.status(TEXT, { requestId, logs: true })
  await expect.poll(async () => (await state(first.request_id)).status).toBe('IN_PROGRESS')
  await expect
    .poll(() => state(first.request_id))
    .toMatchObject({ logs: [{}, { message: expect.stringContaining('(0%)') }] })
  expect(await state(third.request_id)).toMatchObject({ status: 'IN_QUEUE', queue_position: 1 })

  await fal.queue.cancel(TEXT, { requestId: first.request_id })
  expect(await state(first.request_id)).toMatchObject({ status: 'COMPLETED', error_type: 'client_cancelled' })
  await expect.poll(async () => (await state(second.request_id)).status).toBe('IN_PROGRESS')
  await slow.close()
})

describe('refusals', () => {
  it('wants a key, in the form of fal, for queue and storage', async () => {
    for (const authorization of [undefined, 'Bearer demo:secret', 'Key demo']) {
      const response = await fetch(`${photographer.url}/queue.fal.run/${TEXT}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: '{"prompt":"a stage"}',
      })
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({ detail: expect.stringContaining('Authentication') })
    }
    expect((await failureOf(clientWith('demo').storage.upload(fileOf(photo)))).status).toBe(401)
  })

  it('knows one key only when one is configured', async () => {
    const strict = await startPhotographer({ port: 0, speed: 'fast', apiKey: 'a:b' })
    const ask = (key: string) =>
      fetch(`${strict.url}/queue.fal.run/${TEXT}/requests/none`, { headers: { authorization: `Key ${key}` } })
    expect((await ask('demo:secret')).status).toBe(401)
    expect((await ask('a:b')).status).toBe(404)
    await strict.close()
  })

  it('answers 404 to an unknown model and 400 to a body that is not JSON', async () => {
    expect((await failureOf(client().queue.submit<string>('fal-ai/none', { input: {} }))).status).toBe(404)
    const text = await fetch(`${photographer.url}/queue.fal.run/${TEXT}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', authorization: 'Key a:b' },
      body: 'prompt',
    })
    expect([text.status, await text.json()]).toEqual([400, expect.objectContaining({ error_type: 'bad_request' })])
  })

  it.each([
    ['a missing prompt', { image_urls: [] }, { loc: ['body', 'prompt'], type: 'missing' }],
    [
      'a wrong ratio',
      { prompt: 'a stage', aspect_ratio: '7:3' },
      { loc: ['body', 'aspect_ratio'], type: 'literal_error' },
    ],
    ['too many pictures', { prompt: 'a stage', num_images: 9 }, { type: 'less_than_equal', ctx: { le: 4 } }],
    ['a misspelt field', { prompt: 'a stage', ratio: '1:1' }, { loc: ['body', 'ratio'], type: 'extra_forbidden' }],
    [
      'a hidden kind of content',
      { prompt: 'full nudity' },
      { loc: ['body', 'prompt'], type: 'content_policy_violation' },
    ],
    ['a prompt without words', { prompt: '!!! ???' }, { loc: ['body', 'prompt'], type: 'no_media_generated' }],
  ])('replays 422 for %s', async (_, input, detail) => {
    expect(await rejection({ image_urls: [dataUri()], ...input })).toMatchObject(detail)
  })

  it('replays 422 for more than 14 reference pictures', async () => {
    const image_urls = Array.from({ length: 15 }, dataUri)
    expect(await rejection({ prompt: 'a stage', image_urls })).toMatchObject({
      type: 'too_long',
      loc: ['body', 'image_urls'],
    })
  })

  it('names the reference picture that is unreachable, damaged or too small', async () => {
    const tiny = await sharp({ create: { width: 40, height: 400, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const truncated = photo.subarray(0, photo.length - 60)
    const uri = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`
    const text = await client().storage.upload(new File(['not a picture'], 'photo.png', { type: 'image/png' }))
    const cases = [
      ['https://example.com/photo.png', 'file_download_error'],
      ['https://v3.fal.media/files/none/none.png', 'file_download_error'],
      [text, 'image_load_error'],
      [uri(truncated), 'image_load_error'],
      [uri(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>')), 'image_load_error'],
      [uri(tiny), 'image_too_small'],
    ]
    for (const [url, type] of cases)
      expect(await rejection({ prompt: 'a portrait', image_urls: [dataUri(), url] })).toMatchObject({
        type,
        loc: ['body', 'image_urls', 1],
      })
  })
})

describe('faults and books', () => {
  /** A submit by hand: fal's client would repeat one that fails with 503 or a broken connection. */
  const submit = () =>
    fetch(`${photographer.url}/queue.fal.run/${TEXT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Key a:b' },
      body: '{"prompt":"a stage"}',
    })

  it('answers, fails and delays as a test orders', async () => {
    fault = () => Response.json({ detail: 'Busy' }, { status: 503 })
    expect((await submit()).status).toBe(503)

    fault = ({ method }) => (method === 'POST' ? { modelError: 'downstream_service_error' } : undefined)
    const { request_id } = await client().queue.submit(TEXT, { input: { prompt: 'a stage' } })
    await untilCompleted(request_id)
    expect((await failureOf(client().queue.result(TEXT, { requestId: request_id }))).status).toBe(422)

    fault = () => ({ delayMs: 120 })
    const started = performance.now()
    await client().queue.status(TEXT, { requestId: request_id })
    expect(performance.now() - started).toBeGreaterThan(100)
    fault = undefined
  })

  it('shows in its books that a submit whose answer was lost has been paid for twice', async () => {
    const before = photographer.books().requests.length
    fault = ({ method }) => (method === 'POST' ? { answerLost: true } : undefined)
    await expect(submit().then((response) => response.json())).rejects.toThrow()
    fault = undefined
    await (await submit()).json()
    const [first, second] = photographer.books().requests.slice(before)
    expect(first?.inputSha256).toBe(second?.inputSha256)
    expect(first?.requestId).not.toBe(second?.requestId)
  })

  it('writes down each request with the hash of its input and what was billed', async () => {
    const input = { prompt: 'a stage', resolution: '1K' as const, num_images: 2 }
    const { requestId } = await client().subscribe(TEXT, { input, pollInterval: 10 })
    expect(await (await fetch(`${photographer.url}/_books`)).json()).toEqual(photographer.books())
    const entry = photographer.books().requests.find((candidate) => candidate.requestId === requestId)
    expect(entry).toMatchObject({ model: TEXT, state: 'succeeded', billableUnits: 2, billedUsd: 0.3 })
    expect(entry?.inputSha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
