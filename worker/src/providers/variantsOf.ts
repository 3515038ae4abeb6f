import { ImageModel, type JobRequest } from '@fashion-shoot/protocol'
import { pictureModels } from './models/pictureModels.ts'
import type { Order } from './Order.ts'

/** What the model of an order makes of it: a picture in each of its sizes, a hero in each of its shapes too, a clip of either length. */
export function variantsOf({ request, model }: Order): JobRequest[] {
  switch (request.kind) {
    case 'image': {
      const { resolutions, ratios } = pictureModels[ImageModel.parse(model)]
      // A sheet has the shape of its cells, and an edited frame that of the others.
      const shapes = request.slot === 'hero' ? ratios : [request.aspectRatio]
      return shapes.flatMap((aspectRatio) => resolutions.map((resolution) => ({ ...request, aspectRatio, resolution })))
    }
    case 'clip':
      return ([5, 10] as const).map((durationSeconds) => ({ ...request, durationSeconds }))
    case 'try_on':
      return []
  }
}
