import {
  type ClipModel,
  clipKeys,
  clipMaker,
  type ImageModel,
  type Job,
  type JobRequest,
} from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { clipSetup } from './clipSetup.ts'
import { requireClipModel } from './requireClipModel.ts'

/** A job's work as it is given to a provider: who does it, and with which model. It stays what it is once the job is written down. */
export type Order = { request: JobRequest } & Pick<Job, 'provider' | 'model'>

/** The models that a shoot is made with. */
export type Models = { imageModel: ImageModel; clipModel: ClipModel }

/**
 * Who does a job, and with which of the shoot's models. Throws `not_offered` where no clips are made with the shoot's model, and
 * `unconfigured` where none are made at all.
 */
export function orderFor(request: JobRequest, { imageModel, clipModel }: Models, settings: Settings): Order {
  switch (request.kind) {
    case 'image':
      return { request, provider: 'fal', model: imageModel }
    case 'try_on':
      return { request, provider: 'fal', model: 'fashn-tryon' }
    case 'clip': {
      requireClipModel(clipModel, settings)
      const provider = clipMaker(clipModel, clipSetup(settings))
      if (provider !== null) return { request, provider, model: clipModel }
      throw new ProblemError('unconfigured', `Clips need ${clipKeys(clipModel, settings.CLIP_PROVIDER)}.`)
    }
  }
}
