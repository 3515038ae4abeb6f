/** The ways through @fal-ai/client that a shoot takes, beyond single calls to the queue. */
import { ApiError, createFalClient, type QueueStatus } from '@fal-ai/client'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewriteHosts } from './rewriteHosts.ts'
import { type Fault, type Photographer, startPhotographer } from './startPhotographer.ts'

const EDIT = 'fal-ai/nano-banana-2/edit'
const CLIP = 'fal-ai/kling-video/v2.6/pro/image-to-video'

let photographer: Photographer
let photo: Buffer
let fault: ((request: Request) => Fault | undefined) | undefined

beforeAll(async () => {
  const times = { pictureMs: 40, clipMs: 40 }
  photographer = await startPhotographer({ port: 0, speed: 'fast', times, faults: (request) => fault?.(request) })
  photo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#b08060' } })
    .png()
    .toBuffer()
})
afterAll(() => photographer.close())

const client = () => createFalClient({ credentials: 'demo:secret', fetch: rewriteHosts(photographer.url) })
const upload = () => client().storage.upload(new File([new Uint8Array(photo)], 'a photo.png', { type: 'image/png' }))

async function whenFailing(wrong: typeof fault, call: () => Promise<unknown>): Promise<unknown> {
  fault = wrong
  const error = await call().catch((reason: unknown) => reason)
  fault = undefined
  return error
}

it('an upload is a public file of the same bytes and type, and serves more than one request', async () => {
  const url = await upload()
  expect(url).toMatch(/^https:\/\/v3\.fal\.media\/files\//)
  const file = await rewriteHosts(photographer.url)(url)
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await file.arrayBuffer())).toEqual(photo)
  for (const prompt of ['make it darker', 'make it warmer']) {
    const { data } = await client().subscribe(EDIT, { input: { prompt, image_urls: [url] }, pollInterval: 5 })
    expect(data).toEqual({ images: [expect.objectContaining({ width: 1024 })], description: expect.any(String) })
  }
})

describe('subscribe', () => {
  it.each(['polling', 'streaming'] as const)('follows a clip by %s, with its logs as progress', async (mode) => {
    const seen: QueueStatus[] = []
    const queued: string[] = []
    const { data, requestId } = await client().subscribe(CLIP, {
      input: { prompt: 'push in', start_image_url: await upload(), generate_audio: false },
      logs: true,
      onEnqueue: (id) => queued.push(id),
      onQueueUpdate: (status) => seen.push(structuredClone(status)),
      ...(mode === 'polling' ? { mode, pollInterval: 5 } : { mode }),
    })
    expect(queued).toEqual([requestId])
    expect(data.video).toMatchObject({ content_type: 'video/mp4', file_size: expect.any(Number) })
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']))
    const messages = seen.flatMap((status) => ('logs' in status ? status.logs.map(({ message }) => message) : []))
    expect(messages).toContainEqual(expect.stringMatching(/\(20%\)$/))
    expect(messages).toContain('Generated 5 s of video')
  })

  it('gives up after its timeout, and has the request cancelled', async () => {
    const stall: typeof fault = ({ method }) => (method === 'POST' ? { stall: true } : undefined)
    const input = { prompt: 'make it darker', image_urls: [await upload()] }
    const error = await whenFailing(stall, () => client().subscribe(EDIT, { input, timeout: 150, pollInterval: 10 }))
    expect(String(error)).toMatch(/timed out/)
    await expect.poll(() => photographer.books().requests.at(-1)?.state, { timeout: 10_000 }).toBe('cancelled')
  })
})

describe('a failure is an ApiError', () => {
  it.each([
    [401, { detail: 'No.' }],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }],
    [404, { detail: 'Application not found' }],
    [500, { detail: 'Internal Server Error', error_type: 'internal_error' }],
  ])('of status %i, with its body', async (status, body) => {
    const input = { prompt: 'make it darker', image_urls: [] }
    const error = await whenFailing(
      () => Response.json(body, { status, headers: { 'x-fal-request-id': 'request-7' } }),
      () => client().queue.submit(EDIT, { input }),
    )
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status, body, requestId: 'request-7', isUserTimeout: false })
  })
})
