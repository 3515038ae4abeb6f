/** Every model of the table, with its own input, size and price, driven by fal's own client. */
import { createFalClient, ValidationError } from '@fal-ai/client'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewriteHosts } from '../rewriteHosts.ts'
import { type Photographer, startPhotographer } from '../startPhotographer.ts'
import { MODELS } from './MODELS.ts'

let photographer: Photographer
let photo: string
let tiny: string

const uri = async (width: number, height: number, format: 'png' | 'webp' = 'png') => {
  const picture = sharp({ create: { width, height, channels: 3, background: '#b08060' } }).toFormat(format)
  return `data:image/${format};base64,${(await picture.toBuffer()).toString('base64')}`
}

beforeAll(async () => {
  photographer = await startPhotographer({ port: 0, speed: 'fast' })
  photo = await uri(300, 400)
  tiny = await uri(90, 120)
})
afterAll(() => photographer.close())

const client = () => createFalClient({ credentials: 'demo:secret', fetch: rewriteHosts(photographer.url) })
type Output = {
  images: { url: string; content_type: string; width: number; height: number }[]
  seed?: number
  description?: string
  video: { url: string; content_type: string; file_name: string; file_size: number }
}
const run = (model: string, input: object) => client().subscribe(model, { input, pollInterval: 10 })

async function made(model: string, input: object) {
  const { data, requestId } = (await run(model, input)) as { data: Output; requestId: string }
  const entry = photographer.books().requests.find((candidate) => candidate.requestId === requestId)
  return { data, billedUsd: entry?.billedUsd ?? Number.NaN }
}
/** The first detail of a refusal. */
async function refused(model: string, input: object): Promise<unknown> {
  const error = await run(model, input).catch((reason: unknown) => reason)
  if (!(error instanceof ValidationError)) throw new Error(`expected a ValidationError, got ${String(error)}`)
  return error.fieldErrors[0]
}

const prompt = 'make it brighter'
const square = { width: 1024, height: 1024 }

describe('image models', () => {
  it.each<[string, () => object, { width: number; height: number }, string, number]>([
    ['fal-ai/nano-banana-2', () => ({ prompt }), square, 'image/png', 0.08],
    [
      'fal-ai/nano-banana-2/edit',
      () => ({ prompt, image_urls: [photo], resolution: '2K', output_format: 'jpeg' }),
      { width: 1792, height: 2400 },
      'image/jpeg',
      0.12,
    ],
    [
      'fal-ai/bytedance/seedream/v4.5/text-to-image',
      () => ({ prompt, image_size: 'landscape_16_9' }),
      { width: 2560, height: 1440 },
      'image/png',
      0.04,
    ],
    [
      'fal-ai/bytedance/seedream/v4.5/edit',
      () => ({ prompt, image_urls: [photo], image_size: 'auto_2K', max_images: 3 }),
      { width: 1776, height: 2368 },
      'image/png',
      0.04,
    ],
    ['fal-ai/flux-2-pro', () => ({ prompt, image_size: 'square_hd' }), square, 'image/jpeg', 0.045],
    [
      'fal-ai/flux-2-pro/edit',
      () => ({ prompt, image_urls: [photo], image_size: { width: 1536, height: 1024 }, output_format: 'png' }),
      { width: 1536, height: 1024 },
      'image/png',
      0.06,
    ],
    ['fal-ai/gpt-image-1.5', () => ({ prompt, num_images: 2, quality: 'low' }), square, 'image/png', 0.018],
    [
      'fal-ai/gpt-image-1.5/edit',
      () => ({ prompt, image_urls: [photo], input_fidelity: 'high', background: 'opaque', output_format: 'webp' }),
      { width: 1024, height: 1536 },
      'image/webp',
      0.2 + (0.008 * 3.05 * 3) / 2,
    ],
    [
      'fal-ai/fashn/tryon/v1.6',
      () => ({ model_image: photo, garment_image: tiny, category: 'tops', mode: 'quality', output_format: 'jpeg' }),
      { width: 864, height: 1152 },
      'image/jpeg',
      0.075,
    ],
  ])('%s makes its picture at its price', async (model, input, size, contentType, usd) => {
    const { data, billedUsd } = await made(model, input())
    expect(data.images[0]).toMatchObject({ ...size, content_type: contentType })
    const file = await (await rewriteHosts(photographer.url)(data.images[0]?.url ?? '')).arrayBuffer()
    expect(await sharp(Buffer.from(file)).metadata()).toMatchObject(size)
    expect(billedUsd).toBeCloseTo(usd, 9)
  })

  it.each([
    ['fal-ai/nano-banana-pro', '1K', 0.15],
    ['fal-ai/nano-banana-pro', '2K', 0.15],
    ['fal-ai/nano-banana-pro', '4K', 0.3],
    ['fal-ai/nano-banana-2', '1K', 0.08],
    ['fal-ai/nano-banana-2', '2K', 0.12],
    ['fal-ai/nano-banana-2', '4K', 0.16],
  ])('%s at %s costs $%d', (model, resolution, usd) => {
    const { order, usdPerUnit } = MODELS[model] ?? {}
    const asked = order?.parse({ prompt, resolution })
    if (asked?.kind !== 'picture') throw new Error('not a picture')
    expect(asked.units(asked.sizeFor(undefined), []) * (usdPerUnit ?? 0)).toBeCloseTo(usd, 9)
  })

  it.each<[string, string, () => object, object]>([
    ['a ratio for a size', 'fal-ai/flux-2-pro', () => ({ prompt, aspect_ratio: '1:1' }), { type: 'extra_forbidden' }],
    ['a number of pictures', 'fal-ai/flux-2-pro', () => ({ prompt, num_images: 2 }), { type: 'extra_forbidden' }],
    ['webp', 'fal-ai/flux-2-pro', () => ({ prompt, output_format: 'webp' }), { type: 'literal_error' }],
    [
      'a size of odd px',
      'fal-ai/flux-2-pro',
      () => ({ prompt, image_size: { width: 1000, height: 777 } }),
      { loc: ['body', 'image_size'] },
    ],
    [
      'a size below 2K',
      'fal-ai/bytedance/seedream/v4.5/text-to-image',
      () => ({ prompt, image_size: square }),
      { loc: ['body', 'image_size'] },
    ],
    [
      'an eleventh picture',
      'fal-ai/bytedance/seedream/v4.5/edit',
      () => ({ prompt, image_urls: Array.from({ length: 11 }, () => tiny) }),
      { type: 'too_long', ctx: { max_length: 10 } },
    ],
    [
      'more pictures in and out than 15',
      'fal-ai/bytedance/seedream/v4.5/edit',
      () => ({ prompt, image_urls: Array.from({ length: 10 }, () => tiny), max_images: 6 }),
      { type: 'value_error', loc: ['body', 'max_images'] },
    ],
    [
      'a size that gpt-image does not make',
      'fal-ai/gpt-image-1.5',
      () => ({ prompt, image_size: 'square_hd' }),
      { type: 'literal_error' },
    ],
    [
      'auto without a picture',
      'fal-ai/gpt-image-1.5',
      () => ({ prompt, image_size: 'auto' }),
      { type: 'literal_error' },
    ],
    ['a try-on without a garment', 'fal-ai/fashn/tryon/v1.6', () => ({ model_image: photo }), { type: 'missing' }],
    [
      'a picture of too many px',
      'fal-ai/nano-banana-2/edit',
      async () => ({ prompt, image_urls: [await uri(16_400, 64)] }),
      { type: 'image_too_large', ctx: { max_width: 16_384, max_height: 16_384 } },
    ],
    [
      'a garment that cannot be loaded',
      'fal-ai/fashn/tryon/v1.6',
      () => ({ model_image: photo, garment_image: 'https://example.com/none.png' }),
      { type: 'file_download_error', loc: ['body', 'garment_image'] },
    ],
  ])('refuse %s', async (_, model, input, detail) => {
    expect(await refused(model, await input())).toMatchObject(detail)
  })
})

describe('kling through fal', () => {
  const turbo = 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video'
  const second = 'fal-ai/kling-video/v2.6/pro/image-to-video'
  const third = 'fal-ai/kling-video/v3/pro/image-to-video'

  it.each<[string, () => object, number]>([
    [turbo, () => ({ prompt, image_url: photo, tail_image_url: photo, duration: '5', cfg_scale: 0.5 }), 0.35],
    [second, () => ({ prompt, start_image_url: photo, end_image_url: photo, generate_audio: false }), 0.35],
    [second, () => ({ prompt, start_image_url: photo }), 0.7],
    [third, () => ({ prompt, start_image_url: photo, duration: '3', generate_audio: false }), 0.336],
  ])('%s films at its price', async (model, input, usd) => {
    const { data, billedUsd } = await made(model, input())
    expect(data.video).toMatchObject({ content_type: 'video/mp4', file_name: expect.stringMatching(/\.mp4$/) })
    const file = await (await rewriteHosts(photographer.url)(data.video.url)).arrayBuffer()
    expect(file.byteLength).toBe(data.video.file_size)
    expect(Buffer.from(file).subarray(4, 8).toString()).toBe('ftyp')
    expect(billedUsd).toBeCloseTo(usd, 9)
  })

  it.each<[string, string, () => object, object]>([
    ['2.6’s frames', turbo, () => ({ start_image_url: photo }), { loc: ['body', 'image_url'], type: 'missing' }],
    ['2.5’s frames', second, () => ({ image_url: photo }), { loc: ['body', 'start_image_url'], type: 'missing' }],
    ['2.5’s tail', third, () => ({ start_image_url: photo, tail_image_url: photo }), { type: 'extra_forbidden' }],
    ['sound', turbo, () => ({ image_url: photo, generate_audio: false }), { type: 'extra_forbidden' }],
    ['a guidance', second, () => ({ start_image_url: photo, cfg_scale: 0.5 }), { type: 'extra_forbidden' }],
    ['7 s', second, () => ({ start_image_url: photo, duration: '7' }), { type: 'literal_error' }],
    ['seconds as a number', third, () => ({ start_image_url: photo, duration: 5 }), { type: 'literal_error' }],
    ['16 s', third, () => ({ start_image_url: photo, duration: '16' }), { type: 'literal_error' }],
    ['a long prompt', turbo, () => ({ prompt: 'x'.repeat(2501), image_url: photo }), { type: 'string_too_long' }],
    ['a small frame', turbo, () => ({ image_url: tiny }), { type: 'image_too_small', ctx: { min_width: 300 } }],
    [
      'a narrow tail',
      second,
      async () => ({ start_image_url: photo, end_image_url: await uri(300, 760) }),
      { type: 'value_error', loc: ['body', 'end_image_url'] },
    ],
    [
      'a frame as webp',
      third,
      async () => ({ start_image_url: await uri(300, 300, 'webp') }),
      { type: 'image_load_error' },
    ],
    [
      'a frame above 10 MB',
      turbo,
      () => ({ image_url: `${photo.replace(/=+$/, '')}${'A'.repeat(14 * 1024 * 1024)}` }),
      { type: 'image_too_large', ctx: { max_size: 10 * 1024 * 1024 } },
    ],
  ])('refuses %s', async (_, model, input, detail) => {
    expect(await refused(model, { prompt, ...(await input()) })).toMatchObject(detail)
  })
})
