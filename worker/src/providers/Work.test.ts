import { Estimate, type Options, UploadAnswer } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo, post, upload } from '../../test/client.ts'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import {
  begin,
  clip,
  fillFrames,
  finish,
  hero,
  isOrder,
  type JobStage,
  startJobStage,
} from '../../test/startJobStage.ts'
import { startWorker } from '../../test/startWorker.ts'

let stage: JobStage
/** Where orders for images went, as the model's id. */
let orders: string[]

beforeAll(async () => {
  stage = await startJobStage()
})
afterAll(() => stage.close())
beforeEach(() => {
  orders = []
  stage.imageFaults = ({ method, url }) => {
    const model = /\/queue\.fal\.run\/(.+)$/.exec(url)?.[1]
    if (method === 'POST' && model !== undefined) orders.push(model)
    return undefined
  }
})

/** A turn in a new session that is made with these models, from these photos. */
async function open(options: Options, references: string[] = []): Promise<OpenTurn> {
  const turn = await openTurn(`${stage.worker.url}/api`, stage.host, 'go', undefined, references)
  const body = JSON.stringify(options)
  const headers = { 'content-type': 'application/json' }
  const url = `${stage.worker.url}/api/sessions/${turn.sessionId}`
  expect((await fetch(url, { method: 'PATCH', headers, body })).status).toBe(200)
  return turn
}

const putPhoto = async (turn: OpenTurn, slot: string, width = 400, height = 400) =>
  ((await (await turn.put(slot, await photo(width, height))).json()) as { id: string }).id

describe('a job', () => {
  it('is made with the shoot’s image model, and billed as fal says', async () => {
    const turn = await open({ imageModel: 'nano-banana-2' })
    const inputs = [await putPhoto(turn, 'hero')]
    const job = await finish(turn, await begin(turn, { ...hero, inputs, resolution: '2K' }))
    expect(orders).toEqual(['fal-ai/nano-banana-2/edit'])
    expect(job).toMatchObject({ provider: 'fal', model: 'nano-banana-2', priceUsd: 0.12, state: 'stored' })
    expect(job.billedUsd).toBeCloseTo(0.12)
  })

  it.each([
    // A megapixel more than the first comes out, and 3 go in.
    ['flux-2-pro', 0.03 + 4 * 0.015, 1],
    ['gpt-image-1.5', 0.133 + 2 * 0.04, 0.85],
  ] as const)('is priced by the pictures that go in, and not below what %s costs', async (imageModel, usd, share) => {
    const photos = [
      { bytes: await photo(1100, 1000), name: 'model.png' },
      { bytes: await photo(300, 400), name: 'coat.png' },
    ]
    // It is billed as any other, and nobody has to paint it.
    const refused = { modelError: 'content_policy_violation', charged: true } as const
    stage.imageFaults = ({ method, url }) => (method === 'POST' && url.includes(imageModel) ? refused : undefined)
    const { assets } = UploadAnswer.parse(await (await upload(stage.worker.url, photos)).json())
    const inputs = assets.map(({ id }) => id)
    const turn = await open({ imageModel }, inputs)
    const job = await finish(turn, await begin(turn, { ...hero, inputs }))
    expect(job.priceUsd).toBeCloseTo(usd, 9)
    const { billedUsd = 0 } = stage.photographer.books().requests.at(-1) ?? {}
    expect(billedUsd).toBeLessThan(job.priceUsd + 1e-9)
    expect(billedUsd).toBeGreaterThan(job.priceUsd * share - 1e-9)
  })

  it('dresses the person of one picture in the garment of another', async () => {
    const turn = await open({})
    await turn.send('/stops', { stops: 'never' })
    const [person, garment] = [await putPhoto(turn, 'hero', 400, 600), await putPhoto(turn, 'hero', 300, 300)]
    const request = { kind: 'try_on', slot: 'hero', person, garment, category: 'tops' }
    const job = await finish(turn, await begin(turn, request))
    expect(orders).toEqual(['fal-ai/fashn/tryon/v1.6'])
    expect(job).toMatchObject({ model: 'fashn-tryon', priceUsd: 0.075, billedUsd: 0.075, state: 'stored' })
    const { assets } = await stage.view(turn.sessionId)
    expect(assets[job.assetId ?? '']?.madeFrom).toEqual([person, garment])
  })

  it('films through fal what Kling itself does not offer', async () => {
    const turn = await open({ clipModel: 'kling-v3' })
    const job = await finish(turn, await begin(turn, clip(await fillFrames(turn))))
    expect(orders).toEqual(['fal-ai/kling-video/v3/pro/image-to-video'])
    expect(job).toMatchObject({ provider: 'fal', model: 'kling-v3', state: 'stored' })
    expect(job.billedUsd).toBeCloseTo(0.56, 2)
  })

  it('is none by a stand-in where clips are said to be live: such a model is neither offered nor taken', async () => {
    // Kling's keys are the person's own, fal's those of its stand-in.
    const worker = await startWorker({ ...stage.vars, DEMO_PARTS: 'director,images' })
    try {
      const api = `${worker.url}/api`
      const { choices } = Estimate.parse(await (await fetch(`${api}/estimate`)).json())
      expect(choices.clipModels).toEqual(['kling-v2-6', 'kling-v2-5-turbo'])
      const refusal = {
        code: 'not_offered',
        detail: 'No clips are made with kling-v3 here: kling-v3 is made through fal alone, and FAL_KEY is not set.',
        hint: 'Choose kling-v2-6 or kling-v2-5-turbo for the clips.',
      }
      const clipModel = 'kling-v3'
      expect(await (await post(`${api}/sessions`, { options: { clipModel } })).json()).toMatchObject(refusal)
      // One that was chosen while it was made: it has its price, and a copy of its shoot is made with another.
      const { stages } = Estimate.parse(await (await fetch(`${api}/estimate?clipModel=${clipModel}`)).json())
      expect(stages.clips).toBeCloseTo(2.8)
      const turn = await openTurn(api, stage.host, 'go')
      const frames = await fillFrames(turn)
      await worker.queryObject(turn.sessionId, `UPDATE about SET clip_model = '${clipModel}'`)
      expect(await (await turn.send('/jobs', clip(frames))).json()).toMatchObject(refusal)
      const copy = await (await post(`${api}/sessions/${turn.sessionId}/duplicate`, {})).json()
      expect(copy).toMatchObject({ clipModel: 'kling-v2-6' })
      expect(orders).toEqual([])
    } finally {
      await worker.close()
    }
  })

  it('sends a picture once, though it is one of several that begin together', async () => {
    const uploads: string[] = []
    stage.imageFaults = (request) => {
      if (request.method === 'PUT') uploads.push(request.url)
      return isOrder(request) ? { modelError: 'content_policy_violation' } : undefined
    }
    const turn = await open({})
    const inputs = [await putPhoto(turn, 'hero'), await putPhoto(turn, 'hero', 300, 300)]
    const requests = ['One.', 'Two.', 'Three.', 'Four.'].map((prompt) => ({ ...hero, prompt, inputs }))
    const jobs = await Promise.all(requests.map(async (request) => await finish(turn, await begin(turn, request))))
    expect(jobs.map(({ failure }) => failure?.code)).toEqual(jobs.map(() => 'content_policy'))
    expect(uploads).toHaveLength(2)
  })

  it.each([
    ['nano-banana-pro', 'webp', 'image/webp'],
    ['flux-2-pro', 'webp', 'image/png'],
  ] as const)('of %s in %s is %s', async (imageModel, outputFormat, contentType) => {
    const turn = await open({ imageModel })
    const { assetId } = await finish(turn, await begin(turn, { ...hero, outputFormat }))
    expect((await stage.view(turn.sessionId)).assets[assetId ?? '']).toMatchObject({ contentType })
  })

  it('that films through fal speaks of the clip service all the same', async () => {
    const turn = await open({ clipModel: 'kling-v3' })
    const frames = await fillFrames(turn)
    stage.imageFaults = ({ url }) =>
      url.includes('/status') && !url.includes('00000000-0000')
        ? Response.json({ detail: 'Request not found' }, { status: 404 })
        : undefined
    const job = await begin(turn, clip(frames))
    await expect.poll(async () => (await stage.row(turn.sessionId, job.id)).state).toBe('submitted')
    await stage.rewrite(turn.sessionId, `UPDATE jobs SET errors = 3 WHERE id = '${job.id}'`)
    const { failure } = await finish(turn, job)
    expect(failure).toMatchObject({
      code: 'order_forgotten',
      message: expect.stringContaining('The clip service does'),
    })
  })

  it.each(['kling-v2-6', 'kling-v3'] as const)('for %s sends no frame that Kling does not take', async (clipModel) => {
    const turn = await open({ clipModel })
    const [first = ''] = await fillFrames(turn)
    const small = await putPhoto(turn, 'frame_2', 260, 260)
    const before = stage.cinematographer.books().tasks.length
    const job = await finish(turn, await begin(turn, clip([first, small])))
    expect(job.failure).toMatchObject({ code: 'frame_too_small', charged: 'no', retryable: false })
    expect(orders).toEqual([])
    expect(stage.cinematographer.books().tasks).toHaveLength(before)
  })

  it('that its model does not make is refused in words, and is none', async () => {
    const turn = await open({ imageModel: 'flux-2-pro' })
    const refused = await turn.send('/jobs', { ...hero, resolution: '4K' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'not_offered',
      detail: 'flux-2-pro makes no pictures in 4K, only in 1K and 2K.',
    })
    expect((await stage.view(turn.sessionId)).slots.hero).toBeUndefined()
  })
})
