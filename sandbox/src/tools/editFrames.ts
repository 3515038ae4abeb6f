import {
  FRAME_COUNT,
  frameSlot,
  type ImageJobRequest,
  type Presets,
  resolutionFor,
  slotName,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { composeFrameEditPrompt } from '../prompts/composeFrameEditPrompt.ts'
import { orderReferences } from '../prompts/describeInputs.ts'
import { agreeOrders } from './agreeOrders.ts'
import { defineTool } from './defineTool.ts'
import { failedJobs } from './failedJobs.ts'
import { finishStage } from './finishStage.ts'
import { Words } from './inputs.ts'
import { matchFrames, sizeOfSet } from './matchFrames.ts'
import { nearestRatio } from './nearestRatio.ts'
import { runJobs } from './runJobs.ts'
import { listNumbers, requireFrames } from './shoot.ts'

const MAX_REFERENCES = 13

export const editFrames = ({ angles }: Presets) =>
  defineTool({
    name: 'edit_frames',
    description:
      'Edits any of the six frames, each by its own instruction, all at the same time. Costs money for each frame, takes up to a minute, ends with the frames checkpoint.',
    input: {
      edits: z
        .array(
          z.object({
            frame: z.int().min(1).max(FRAME_COUNT),
            instruction: Words.describe('One English instruction about what to change in this frame; all else stays.'),
          }),
        )
        .min(1)
        .max(FRAME_COUNT)
        .refine((edits) => new Set(edits.map(({ frame }) => frame)).size === edits.length, {
          message: 'Name each frame once, with all its changes in one instruction.',
        }),
    },
    async run({ edits }, context) {
      const shoot = await context.gateway.readShoot(context.signal)
      const frames = requireFrames(shoot)
      const references = orderReferences(shoot.references).slice(0, MAX_REFERENCES)
      const requests = edits.flatMap(({ frame, instruction }): ImageJobRequest[] => {
        const [picture, angle] = [frames[frame - 1], angles[frame - 1]]
        if (picture === undefined || angle === undefined) return []
        return [
          {
            kind: 'image',
            slot: frameSlot(frame),
            prompt: composeFrameEditPrompt({ frame, angle, instruction, references }),
            inputs: [picture.id, ...references.map(({ id }) => id)],
            aspectRatio: nearestRatio(picture),
            resolution: resolutionFor(picture),
          },
        ]
      })
      const agreed = await agreeOrders(requests, context)
      if ('waits' in agreed) return agreed.waits
      const outcomes = await runJobs(agreed.requests, context)
      await matchFrames(
        outcomes.stored.map(({ assetId }) => assetId),
        sizeOfSet(frames),
        context,
      )
      const advice = 'Call edit_frames again for the others only, if the person agrees.'
      const failure = failedJobs(outcomes, advice)
      if (failure !== null) throw failure
      const names = listNumbers(outcomes.stored.map(({ request }) => slotName(request.slot)))
      return finishStage('frames', `Edited: ${names}.`, context)
    },
  })
