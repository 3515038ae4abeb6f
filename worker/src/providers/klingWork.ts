import { ClipModel } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { AssetFiles } from '../session/AssetFiles.ts'
import type { Settings } from '../settings.ts'
import { checkFrame } from './checkFrame.ts'
import { Kling } from './kling.ts'
import { klingClips } from './models/klingClips.ts'
import type { Order } from './Order.ts'
import { clipUsd } from './prices.ts'
import { usualMs } from './usualMs.ts'
import type { Work } from './Work.ts'

/** A clip that Kling makes itself. */
export function klingWork(
  { request, model }: Order,
  settings: Settings,
  files: AssetFiles,
  fetchOutside: typeof fetch,
): Work {
  const { KLING_ACCESS_KEY: accessKey, KLING_SECRET_KEY: secretKey, KLING_BASE_URL: baseUrl } = settings
  const clipModel = ClipModel.parse(model)
  if (request.kind !== 'clip' || klingClips[clipModel] === undefined) {
    throw new ProblemError('not_offered', `Kling itself does not offer ${model}.`, 'Choose another model.')
  }
  if (accessKey === undefined || secretKey === undefined) {
    throw new ProblemError('unconfigured', 'Clips need a KLING_ACCESS_KEY and a KLING_SECRET_KEY.')
  }
  const account = { accessKey, secretKey, baseUrl, resultHosts: settings.RESULT_HOSTS }
  const kling = new Kling(account, clipModel, fetchOutside)
  return {
    priceUsd: clipUsd(clipModel, request.durationSeconds),
    usualMs: usualMs('clip', 'clips', settings),
    prepare: async (jobId) => {
      const first = await files.base64(request.firstFrame, checkFrame)
      const tail = await files.base64(request.tailFrame, checkFrame)
      return () => kling.submit(request, first, tail, jobId)
    },
    find: (jobId) => kling.find(jobId),
    refOf: null,
    status: (ref) => kling.status(ref),
    cancel: null,
    download: (url) => kling.download(url),
  }
}
