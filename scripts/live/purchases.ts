import sharp, { type Sharp } from 'sharp'
import type { ClipJobRequest, ImageJobRequest } from '../../protocol/src/index.ts'
import { Fal } from '../../worker/src/providers/fal.ts'
import { Kling } from '../../worker/src/providers/kling.ts'
import { falClips } from '../../worker/src/providers/models/falClips.ts'
import { pictureModels } from '../../worker/src/providers/models/pictureModels.ts'
import { orderFor } from '../../worker/src/providers/Order.ts'
import { clipUsd, FAL_UNIT_USD, imageUsd } from '../../worker/src/providers/prices.ts'
import type { Settings } from '../../worker/src/settings.ts'
import type { Purchase } from './Purchase.ts'

/** Settings with the key that everything here needs. */
export type LiveSettings = Settings & { FAL_KEY: string }

const HERO: ImageJobRequest = {
  kind: 'image',
  slot: 'hero',
  prompt:
    'Full-length editorial fashion photograph of one adult model in a long camel wool coat and white sneakers, standing relaxed on a plain grey studio floor, hard flash, 55 mm lens, fine film grain, no text.',
  inputs: [],
  aspectRatio: '3:2',
  resolution: '1K',
}
const CLIP: ClipJobRequest = {
  kind: 'clip',
  slot: 'clip_1',
  prompt:
    'The camera moves slowly around the model from one side to the other. The model stays still, and so does the light.',
  firstFrame: 'hero',
  tailFrame: 'mirrored',
  durationSeconds: 5,
}

/** One hero at 1K, from words alone. */
export function heroPurchase(settings: LiveSettings, fetchOutside: typeof fetch): Purchase {
  const model = settings.IMAGE_MODEL
  const priceUsd = imageUsd(model, { ...HERO, references: [] })
  const job = { kind: 'image', priceUsd, unitUsd: FAL_UNIT_USD[model] } as const
  const fal = new Fal(falAccount(settings), job, fetchOutside)
  const order = pictureModels[model].order(HERO, [])
  return {
    what: 'one 1K picture',
    how: `with ${model}, by fal`,
    priceUsd,
    file: 'hero.png',
    prepare: async () => {
      await fal.knock(order)
      return () => fal.submit(order, null)
    },
    ...rest(fal),
    whereabouts: atFal,
  }
}

/** One clip of 5 s, from a hero to its mirror image. `hero` is asked for when the clip is ordered. */
export function clipPurchase(settings: LiveSettings, fetchOutside: typeof fetch, hero: () => Buffer): Purchase {
  const { IMAGE_MODEL: imageModel, CLIP_MODEL: model } = settings
  const { provider } = orderFor(CLIP, { imageModel, clipModel: model }, settings)
  const { KLING_ACCESS_KEY: accessKey, KLING_SECRET_KEY: secretKey } = settings
  const priceUsd = clipUsd(model, CLIP.durationSeconds)
  const about = { what: `one ${CLIP.durationSeconds} s clip`, priceUsd, file: 'clip.mp4' }
  // JPEG, which is well below the 10 MB that Kling takes.
  const frames = () => {
    const jpeg = (picture: Sharp) => picture.jpeg({ quality: 92 }).toBuffer()
    return Promise.all([jpeg(sharp(hero())), jpeg(sharp(hero()).flop())])
  }
  if (provider === 'kling' && accessKey !== undefined && secretKey !== undefined) {
    const { KLING_BASE_URL: baseUrl, RESULT_HOSTS: resultHosts } = settings
    const kling = new Kling({ accessKey, secretKey, baseUrl, resultHosts }, model, fetchOutside)
    return {
      ...about,
      how: `with ${model}, by Kling`,
      prepare: async () => {
        const [first, tail] = await frames()
        return () =>
          kling.submit(CLIP, first.toString('base64'), tail.toString('base64'), `smoke-${crypto.randomUUID()}`)
      },
      ...rest(kling),
      whereabouts: ({ id }) =>
        `task ${id} of Kling, which keeps it for 30 days: ${baseUrl}/v1/videos/image2video/${id}`,
    }
  }
  const fal = new Fal(falAccount(settings), { kind: 'clip', priceUsd, unitUsd: FAL_UNIT_USD[model] }, fetchOutside)
  return {
    ...about,
    how: `with ${model}, by fal`,
    prepare: async () => {
      const urls: string[] = []
      for (const frame of await frames()) urls.push(await fal.upload(new Blob([frame], { type: 'image/jpeg' })))
      const [first = '', tail = ''] = urls
      const order = falClips[model](CLIP, first, tail)
      await fal.knock(order)
      return () => fal.submit(order, null)
    },
    ...rest(fal),
    whereabouts: atFal,
  }
}

function falAccount({ FAL_KEY: key, FAL_BASE_URL: baseUrl, RESULT_HOSTS: resultHosts }: LiveSettings) {
  return { key, baseUrl, resultHosts }
}

function rest(adapter: Fal | Kling): Pick<Purchase, 'status' | 'download'> {
  return { status: (ref) => adapter.status(ref), download: (url) => adapter.download(url) }
}

function atFal({ id }: { id: string }): string {
  return `request ${id} of fal: in its dashboard, or at the response_url that the recording of the order has`
}
