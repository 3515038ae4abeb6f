import type { ImageModel, Resolution } from '@fashion-shoot/protocol'
import { pictureModels } from './pictureModels.ts'

/** What a model makes where this is wanted: the same, or the most that it makes. */
export function madeResolution(model: ImageModel, wanted: Resolution): Resolution {
  const { resolutions } = pictureModels[model]
  return resolutions.includes(wanted) ? wanted : (resolutions.at(-1) ?? wanted)
}
