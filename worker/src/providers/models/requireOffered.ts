import type { ImageJobRequest, ImageModel } from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import { pictureModels } from './pictureModels.ts'

/** Throws `not_offered` where a model does not make what is asked of it, before it is asked. */
export function requireOffered(model: ImageModel, { slot, inputs, resolution, aspectRatio }: ImageJobRequest): void {
  const { references, resolutions, ratios } = pictureModels[model]
  if (inputs.length > references) {
    throw new ProblemError(
      'not_offered',
      `${model} takes ${references} pictures at most, and this asks for ${inputs.length}.`,
      'Ask with fewer of them, or choose another image model.',
    )
  }
  // A sheet is searched for its pictures, and an edited frame is cut to the size of the others: for these the nearest ratio does.
  const isRatioMade = slot !== 'hero' || ratios.includes(aspectRatio)
  if (resolutions.includes(resolution) && isRatioMade) return
  throw new ProblemError(
    'not_offered',
    isRatioMade
      ? `${model} makes no pictures in ${resolution}, only in ${resolutions.join(' and ')}.`
      : `${model} makes no hero of ${aspectRatio}, only of ${ratios.join(', ')}.`,
    'Ask for one of these, or choose another image model.',
  )
}
