import type { ClipJobRequest, ImageJobRequest } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { AssetFiles } from '../session/AssetFiles.ts'
import type { Settings } from '../settings.ts'
import { CLIP_MODEL, IMAGE_MODEL } from './catalog.ts'
import { Fal, photosLost, unanswered } from './fal.ts'
import { Kling } from './kling.ts'
import type { Order } from './Order.ts'
import { ProviderFailure, type WorkRef, type WorkStatus } from './Provider.ts'

/** A piece of paid work at the provider that does it. */
export type Work = {
  /** USD, before it begins. */
  priceUsd: number
  /** ms that such work usually takes. */
  usualMs: number
  /** Does all that costs nothing, such as sending pictures ahead, and returns what places the order. */
  prepare(jobId: string): Promise<() => Promise<WorkRef>>
  /** The order that went out under our job's id though its answer was lost; null when the provider never got it. */
  find(jobId: string): Promise<WorkRef | null>
  /** Throws OrderUnknown where the provider does not know the order. */
  status(ref: WorkRef): Promise<WorkStatus>
  /** Has the work stopped; false when it is done already. Null where the provider cannot stop what has begun. */
  cancel: ((ref: WorkRef) => Promise<boolean>) | null
  download(url: string): Promise<Response>
}

/** Who does a job, for how much, and how to ask for it. Throws `unconfigured` where the provider's key is missing. */
export function workFor(
  { request, model }: Order,
  settings: Settings,
  files: AssetFiles,
  fetchOutside: typeof fetch,
): Work {
  switch (request.kind) {
    case 'image':
      return imageWork(request, settings, files, fetchOutside)
    case 'clip':
      return clipWork(request, settings, files, fetchOutside)
    case 'try_on':
      throw new ProblemError('unconfigured', `${model} is not offered.`)
  }
}

function imageWork(request: ImageJobRequest, settings: Settings, files: AssetFiles, fetchOutside: typeof fetch): Work {
  if (settings.FAL_KEY === undefined) throw new ProblemError('unconfigured', 'Images need a FAL_KEY.')
  const fal = new Fal(settings.FAL_KEY, settings.FAL_BASE_URL, fetchOutside)
  return {
    priceUsd: IMAGE_MODEL.usdPerImage[request.resolution],
    usualMs: settings.DEMO_PARTS.includes('images') ? IMAGE_MODEL.demoMs : IMAGE_MODEL.usualMs,
    prepare: async () => {
      const urls: string[] = []
      // One by one: each is in memory while it goes up, of which a Worker has little.
      for (const id of request.inputs) urls.push(await files.uploadedUrl(id, fal))
      await fal.knock()
      return () => fal.submit(request, urls)
    },
    find: async () => {
      throw new ProviderFailure(unanswered)
    },
    status: async (ref) => {
      try {
        return await fal.status(ref)
      } catch (error) {
        if (error instanceof ProviderFailure && error.failure === photosLost) files.forgetUploads(request.inputs)
        throw error
      }
    },
    cancel: (ref) => fal.cancel(ref),
    download: (url) => fal.download(url),
  }
}

function clipWork(request: ClipJobRequest, settings: Settings, files: AssetFiles, fetchOutside: typeof fetch): Work {
  const { KLING_ACCESS_KEY: accessKey, KLING_SECRET_KEY: secretKey, KLING_BASE_URL: baseUrl } = settings
  if (accessKey === undefined || secretKey === undefined) {
    throw new ProblemError('unconfigured', 'Clips need a KLING_ACCESS_KEY and a KLING_SECRET_KEY.')
  }
  const kling = new Kling({ accessKey, secretKey, baseUrl }, fetchOutside)
  return {
    priceUsd: request.durationSeconds * CLIP_MODEL.usdPerSecond,
    usualMs: settings.DEMO_PARTS.includes('clips') ? CLIP_MODEL.demoMs : CLIP_MODEL.usualMs,
    prepare: async (jobId) => {
      const first = await files.base64(request.firstFrame, CLIP_MODEL.frameBytes)
      const tail = await files.base64(request.tailFrame, CLIP_MODEL.frameBytes)
      return () => kling.submit(request, first, tail, jobId)
    },
    find: (jobId) => kling.find(jobId),
    status: (ref) => kling.status(ref),
    cancel: null,
    download: (url) => kling.download(url),
  }
}
