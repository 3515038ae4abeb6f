import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CLIP_MODELS, type ClipJobRequest, IMAGE_MODELS, type ImageJobRequest } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fault, type Photographer, startPhotographer } from '../../../demo/src/photographer/startPhotographer.ts'
import { untilOver } from '../../test/untilOver.ts'
import type { WorkKind } from './failures/failWith.ts'
import { Fal } from './fal.ts'
import { falClips } from './models/falClips.ts'
import { pictureModels } from './models/pictureModels.ts'
import { tryOn } from './models/tryOn.ts'
import { clipUsd, FAL_UNIT_USD, imageUsd, TRY_ON_USD } from './prices.ts'

/** With a key, the suite calls fal itself, and pays for it. */
const KEY = process.env.CONTRACT_FAL_KEY
const isLive = KEY !== undefined
const WAIT = isLive ? 600_000 : 20_000

const image: ImageJobRequest = {
  kind: 'image',
  slot: 'hero',
  prompt: 'A woman in a linen coat on studio grey.',
  inputs: [],
  aspectRatio: '3:2',
  resolution: '1K',
}
const clip: Omit<ClipJobRequest, 'firstFrame' | 'tailFrame'> = {
  kind: 'clip',
  slot: 'clip_1',
  prompt: 'Slow push in.',
  durationSeconds: 5,
}
/** px; each of the samples that are sent is one megapixel. */
const SAMPLE = { width: 1000, height: 1000 }
const picture = (references: number) =>
  ({ resolution: '1K', aspectRatio: '3:2', references: Array.from({ length: references }, () => SAMPLE) }) as const
const BILL =
  IMAGE_MODELS.reduce((sum, model) => sum + imageUsd(model, picture(0)) + imageUsd(model, picture(2)), TRY_ON_USD) +
  CLIP_MODELS.reduce((sum, model) => sum + clipUsd(model, 5), 0)

let photographer: Photographer | undefined
let fault: ((request: Request) => Fault | undefined) | undefined

beforeAll(async () => {
  if (isLive) return
  const times = { pictureMs: 100 }
  photographer = await startPhotographer({
    port: 0,
    speed: 'fast',
    times,
    apiKey: 'a:b',
    faults: (request) => fault?.(request),
  })
})
afterAll(() => photographer?.close())
beforeEach(() => {
  fault = undefined
})

function fal(kind: WorkKind, priceUsd: number, unitUsd: number | null, key = KEY ?? 'a:b'): Fal {
  const account = { key, baseUrl: photographer?.url, resultHosts: [] }
  return new Fal(account, { kind, priceUsd, unitUsd }, fetch)
}

async function uploads(service: Fal): Promise<[string, string]> {
  const put = async (name: string) => {
    const bytes = await readFile(join(import.meta.dirname, '../../../samples', name))
    return await service.upload(new Blob([bytes], { type: 'image/png' }))
  }
  return [await put('model.png'), await put('garment.png')]
}

async function load(service: Fal, url: string): Promise<Buffer> {
  const response = await service.download(url)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe(`fal${isLive ? `, for about ${BILL.toFixed(2)} USD` : ''}`, () => {
  it.each(IMAGE_MODELS.flatMap((model) => [[model, 0] as const, [model, 2] as const]))(
    'makes a picture with %s from %i others',
    async (model, references) => {
      const priceUsd = imageUsd(model, picture(references))
      const service = fal('image', priceUsd, FAL_UNIT_USD[model])
      const order = pictureModels[model].order(image, references === 0 ? [] : await uploads(service))
      await service.knock(order)
      const done = await untilOver(service, await service.submit(order, null))
      if (done.state !== 'done') throw new Error(JSON.stringify(done))
      expect(done.usd).toBe(FAL_UNIT_USD[model] === null ? null : priceUsd)
      const { width = 0, height = 1 } = await sharp(await load(service, done.url)).metadata()
      expect(width / height).toBeCloseTo(1.5, 1)
    },
    WAIT,
  )

  it('dresses a person', { timeout: WAIT }, async () => {
    const service = fal('image', TRY_ON_USD, FAL_UNIT_USD['fashn-tryon'])
    const [person, garment] = await uploads(service)
    const request = { kind: 'try_on', slot: 'hero', person: '', garment: '', category: 'auto' } as const
    const done = await untilOver(service, await service.submit(tryOn(request, person, garment), null))
    if (done.state !== 'done') throw new Error(JSON.stringify(done))
    expect(done.usd).toBe(TRY_ON_USD)
    expect((await sharp(await load(service, done.url)).metadata()).format).toBe('png')
  })

  it.each(CLIP_MODELS)(
    'films with %s',
    async (model) => {
      const service = fal('clip', clipUsd(model, 5), FAL_UNIT_USD[model])
      const [firstFrame, tailFrame] = await uploads(service)
      const order = falClips[model]({ ...clip, firstFrame, tailFrame }, firstFrame, tailFrame)
      const done = await untilOver(service, await service.submit(order, null))
      if (done.state !== 'done') throw new Error(JSON.stringify(done))
      // fal bills what the film lasts, which is a little more or less than what was asked for.
      expect(done.usd).toBeCloseTo(clipUsd(model, 5), 1)
      expect((await load(service, done.url)).subarray(4, 8).toString()).toBe('ftyp')
    },
    WAIT,
  )

  it('tells of the queue and of the log, and stops what has begun', { timeout: WAIT }, async () => {
    const service = fal('image', 0.15, 0.15)
    const order = pictureModels['nano-banana-pro'].order(image, [])
    const ref = await service.submit(order, null)
    expect(await service.status(ref)).toMatchObject({ state: expect.stringMatching(/waiting|running/) })
    expect(await service.cancel(ref)).toBe(true)
    expect(await untilOver(service, ref)).toEqual({ state: 'cancelled' })
    expect(await service.cancel(ref)).toBe(false)
    const unknown = { id: '00000000-0000-4000-8000-000000000001', model: ref.model }
    await expect(service.status(unknown)).rejects.toMatchObject({ name: 'OrderUnknown' })
  })

  it('takes no wrong key', async () => {
    const service = fal('image', 0.15, 0.15, 'wrong:key')
    const order = pictureModels['nano-banana-pro'].order(image, [])
    const failure = { code: 'image_key_refused', charged: 'no', retryable: false }
    await expect(service.knock(order)).rejects.toMatchObject({ failure })
    await expect(service.submit(order, null)).rejects.toMatchObject({ failure })
  })
})

describe.skipIf(isLive)('an order', () => {
  it('shows its place in the queue, and then what the model logs', async () => {
    const slow = await startPhotographer({ port: 0, speed: 'fast', times: { pictureMs: 400 }, concurrency: 1 })
    try {
      const service = new Fal(
        { key: 'a:b', baseUrl: slow.url, resultHosts: [] },
        { kind: 'image', priceUsd: 0.15, unitUsd: 0.15 },
        fetch,
      )
      const order = pictureModels['nano-banana-pro'].order(image, [])
      const first = await service.submit(order, null)
      await expect
        .poll(() => service.status(first))
        .toMatchObject({ state: 'running', message: expect.stringContaining('%') })
      const second = await service.submit(order, null)
      expect(await service.status(second)).toEqual({ state: 'waiting', message: 'in the queue, place 1' })
    } finally {
      await slow.close()
    }
  })

  it('names the address at which fal says that it is done', async () => {
    const seen: string[] = []
    fault = ({ method, url }) => {
      if (method === 'POST') seen.push(new URL(url).search)
      return undefined
    }
    const order = pictureModels['nano-banana-pro'].order(image, [])
    await fal('image', 0.15, 0.15).submit(order, 'https://studio.example/hooks/fal?job=job_1')
    expect(seen).toEqual(['?fal_webhook=https%3A%2F%2Fstudio.example%2Fhooks%2Ffal%3Fjob%3Djob_1'])
  })

  it('whose answer is lost may have been charged', async () => {
    const before = photographer?.books().requests.length ?? 0
    fault = ({ method }) => (method === 'POST' ? { answerLost: true } : undefined)
    const order = pictureModels['nano-banana-pro'].order(image, [])
    const failure = { code: 'order_unanswered', charged: 'maybe', retryable: true }
    const lost = fal('image', 0.15, 0.15).submit(order, null)
    await expect(lost).rejects.toMatchObject({ failure, isWorthAnew: false })
    expect(photographer?.books().requests).toHaveLength(before + 1)
  })
})
