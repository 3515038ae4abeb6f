import type { ImageJobRequest, ImageModel } from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import { pictureModels } from './pictureModels.ts'

/** Throws `not_offered` where a model does not make what is asked of it, before it is asked. */
export function requireOffered(model: ImageModel, { inputs, resolution }: ImageJobRequest): void {
  const { references, resolutions } = pictureModels[model]
  if (inputs.length > references) {
    throw new ProblemError(
      'not_offered',
      `${model} takes ${references} pictures at most, and this asks for ${inputs.length}.`,
      'Ask with fewer of them, or choose another image model.',
    )
  }
  if (!resolutions.includes(resolution)) {
    throw new ProblemError(
      'not_offered',
      `${model} makes no pictures in ${resolution}, only in ${resolutions.join(' and ')}.`,
      'Ask for one of these, or choose another image model.',
    )
  }
}
