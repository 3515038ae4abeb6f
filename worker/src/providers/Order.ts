import type { ClipModel, ImageModel, Job, JobRequest } from '@fashion-shoot/protocol'
import type { Settings } from '../settings.ts'

/** A job's work as it is given to a provider: who does it, and with which model. It stays what it is once the job is written down. */
export type Order = { request: JobRequest } & Pick<Job, 'provider' | 'model'>

/** The models that a shoot is made with. */
export type Models = { imageModel: ImageModel; clipModel: ClipModel }

/** Who does a job, and with which of the shoot's models. */
export function orderFor(request: JobRequest, { imageModel, clipModel }: Models, settings: Settings): Order {
  switch (request.kind) {
    case 'image':
      return { request, provider: 'fal', model: imageModel }
    case 'try_on':
      return { request, provider: 'fal', model: 'fashn-tryon' }
    case 'clip':
      return { request, provider: clipProvider(clipModel, settings), model: clipModel }
  }
}

/** Who makes the clips: whoever the settings name, else Kling itself where its keys are set. What Kling does not offer itself is made through fal. */
export function clipProvider(model: ClipModel, settings: Settings): Job['provider'] {
  const { CLIP_PROVIDER, KLING_ACCESS_KEY, KLING_SECRET_KEY } = settings
  if (model === 'kling-v3') return 'fal'
  const hasKling = KLING_ACCESS_KEY !== undefined && KLING_SECRET_KEY !== undefined
  return CLIP_PROVIDER ?? (hasKling ? 'kling' : 'fal')
}
