import { DEFAULT_RESOLUTION, type JobRequest, type Resolution, stageOfSlot } from '@fashion-shoot/protocol'

/**
 * The resolution in which a shoot's next whole picture is ordered where nobody asks for another: that of the last hero or sheet. An edited
 * frame has its own. `requests` are those of the shoot so far, oldest first.
 */
export function shootResolution(requests: readonly JobRequest[]): Resolution {
  const last = requests.findLast((request) => request.kind === 'image' && stageOfSlot(request.slot) !== 'frames')
  return last?.kind === 'image' ? last.resolution : DEFAULT_RESOLUTION
}
