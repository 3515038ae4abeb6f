import { ClipModel, ImageModel, inputsOf } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { AssetFiles } from '../session/AssetFiles.ts'
import type { Settings } from '../settings.ts'
import { checkFrame } from './checkFrame.ts'
import { Fal } from './fal.ts'
import { falClips } from './models/falClips.ts'
import type { FalOrder } from './models/falOrder.ts'
import { pictureModels } from './models/pictureModels.ts'
import { requireOffered } from './models/requireOffered.ts'
import { tryOn } from './models/tryOn.ts'
import type { Order } from './Order.ts'
import { clipUsd, FAL_UNIT_USD, imageUsd, TRY_ON_USD } from './prices.ts'
import { usualMs } from './usualMs.ts'
import type { Work } from './Work.ts'

/** Work that is done through fal's queue. */
export function falWork(order: Order, settings: Settings, files: AssetFiles, fetchOutside: typeof fetch): Work {
  const { request } = order
  const { FAL_KEY: key, FAL_BASE_URL: baseUrl, RESULT_HOSTS: resultHosts } = settings
  if (key === undefined) {
    const things = request.kind === 'clip' ? 'Clips through fal' : 'Images'
    throw new ProblemError('unconfigured', `${things} need a FAL_KEY.`)
  }
  const { priceUsd, place } = plan(order, files)
  const job = {
    kind: request.kind === 'clip' ? 'clip' : 'image',
    priceUsd,
    unitUsd: FAL_UNIT_USD[order.model],
  } as const
  const fal = new Fal({ key, baseUrl, resultHosts }, job, fetchOutside)
  const ids = inputsOf(request)
  const check = request.kind === 'clip' ? checkFrame : undefined
  return {
    priceUsd,
    usualMs: usualMs(request.kind, 'images', settings),
    prepare: async (_, hookUrl) => {
      const urls: string[] = []
      // One by one: each is in memory while it goes up, of which a Worker has little.
      for (const id of ids) urls.push(await files.uploadedUrl(id, fal, check))
      const falOrder = place(urls)
      await fal.knock(falOrder)
      return () => fal.submit(falOrder, hookUrl)
    },
    find: async () => {
      throw fal.unanswered()
    },
    refOf: (id) => ({ id, model: place(ids).endpoint }),
    status: async (ref) => {
      const status = await fal.status(ref)
      if (status.state === 'failed' && status.failure.code === 'photos_lost') files.forgetUploads(ids)
      return status
    },
    cancel: (ref) => fal.cancel(ref),
    download: (url) => fal.download(url),
  }
}

/** What a job costs, USD, and how it is ordered once its pictures are at these URLs, in the order of `inputsOf`. */
function plan({ request, model }: Order, files: AssetFiles): { priceUsd: number; place: (urls: string[]) => FalOrder } {
  switch (request.kind) {
    case 'image': {
      const imageModel = ImageModel.parse(model)
      requireOffered(imageModel, request)
      return {
        priceUsd: imageUsd(imageModel, { ...request, references: files.sizes(request.inputs) }),
        place: (urls) => pictureModels[imageModel].order(request, urls),
      }
    }
    case 'try_on':
      return { priceUsd: TRY_ON_USD, place: ([person = '', garment = '']) => tryOn(request, person, garment) }
    case 'clip': {
      const clipModel = ClipModel.parse(model)
      return {
        priceUsd: clipUsd(clipModel, request.durationSeconds),
        place: ([first = '', tail = '']) => falClips[clipModel](request, first, tail),
      }
    }
  }
}
