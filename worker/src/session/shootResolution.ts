import {
  DEFAULT_RESOLUTION,
  type ImageModel,
  type JobRequest,
  type Resolution,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { madeResolution } from '../providers/models/madeResolution.ts'

/**
 * The resolution in which a shoot's next whole picture is ordered where nobody asks for another: that of the last hero or sheet, or the most
 * that the model makes which the shoot has now. An edited frame has its own. `requests` are those of the shoot so far, oldest first.
 */
export function shootResolution(requests: readonly JobRequest[], imageModel: ImageModel): Resolution {
  const last = requests.findLast((request) => request.kind === 'image' && stageOfSlot(request.slot) !== 'frames')
  return madeResolution(imageModel, last?.kind === 'image' ? last.resolution : DEFAULT_RESOLUTION)
}
