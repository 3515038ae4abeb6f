import {
  type Asset,
  CLIP_COUNT,
  type ClipJobRequest,
  clipSlot,
  DEFAULT_CLIP_SECONDS,
  inputsOf,
  type JobRequest,
  LOOP_CLIP,
  type Presets,
  type ShootState,
  slotName,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { composeClipPrompt } from '../prompts/composeClipPrompt.ts'
import { agreeOrders } from './agreeOrders.ts'
import type { ToolContext, ToolResult } from './defineTool.ts'
import { defineTool } from './defineTool.ts'
import { failedJobs } from './failedJobs.ts'
import { finishStage } from './finishStage.ts'
import { fitFrames } from './fitFrames.ts'
import { Words } from './inputs.ts'
import { runJobs } from './runJobs.ts'
import { CLIP_SLOTS, entryOf, listNumbers, requireFrames } from './shoot.ts'
import { ToolError } from './ToolError.ts'

const ClipNumber = z.int().min(1).max(LOOP_CLIP)

export const generateClips = ({ angles, movements }: Presets) =>
  defineTool({
    name: 'generate_clips',
    description:
      'Makes clips that move from one frame to the next, all at the same time: clip 1 from frame 1 to 2, up to clip 5; clip 6 from frame 6 back to 1, for a loop. Without `clips`: those of 1 to 5 that are missing or stale. Costs the most money, takes minutes, ends with the clips checkpoint once 1 to 5 are all there.',
    input: {
      clips: z.array(ClipNumber).min(1).max(LOOP_CLIP).optional().describe('Which clips to make, 1 to 6.'),
      directions: z
        .array(
          z.object({
            clip: ClipNumber,
            movement: Words.describe('One camera move in English, from where to where, instead of the preset.'),
          }),
        )
        .max(LOOP_CLIP)
        .optional(),
      durationSeconds: z
        .union([z.literal(5), z.literal(10)])
        .default(DEFAULT_CLIP_SECONDS)
        .describe('5 or 10. A longer one costs more.'),
    },
    async run({ clips, directions = [], durationSeconds }, context) {
      const shoot = await context.gateway.readShoot(context.signal)
      const frames = requireFrames(shoot)
      requireOneShape(frames)
      const wanted = clips ?? [...missingOrStale(shoot), ...directions.map(({ clip }) => clip)]
      const requests = [...new Set(wanted)].toSorted().flatMap((clip): ClipJobRequest[] => {
        const [from, to] = [clip - 1, clip % frames.length]
        const [firstFrame, tailFrame] = [frames[from], frames[to]]
        const [fromAngle, toAngle, movement] = [angles[from], angles[to], movements[from]]
        if (!firstFrame || !tailFrame || !fromAngle || !toAngle || !movement) return []
        const directed = directions.find((direction) => direction.clip === clip)?.movement
        return [
          {
            kind: 'clip',
            slot: clipSlot(clip),
            prompt: composeClipPrompt({ movement, directed, from: fromAngle, to: toAngle }),
            firstFrame: firstFrame.id,
            tailFrame: tailFrame.id,
            durationSeconds,
          },
        ]
      })
      const agreed = await agreeOrders(requests, context)
      if ('waits' in agreed) return agreed.waits
      await fitFrames(framesOf(agreed.requests, frames), context)
      const outcomes = await runJobs(agreed.requests, context)
      const failure = failedJobs(
        outcomes,
        'To make only what is missing, call generate_clips without `clips`, if the person agrees.',
      )
      if (failure !== null) throw failure
      const names = listNumbers(outcomes.stored.map(({ request }) => slotName(request.slot)))
      return finishWhenWhole(requests.length === 0 ? 'All five clips were there already.' : `Made: ${names}.`, context)
    },
  })

/** The frames that clips are made from, each once. */
function framesOf(requests: readonly JobRequest[], frames: readonly Asset[]): Asset[] {
  const ids = new Set(requests.flatMap(inputsOf))
  return frames.filter(({ id }) => ids.has(id))
}

/** Numbers of the clips 1 to 5 that are not there or were made from frames that are not active any more. */
function missingOrStale(shoot: ShootState): number[] {
  return Array.from({ length: CLIP_COUNT }, (_, index) => index + 1).filter((clip) => {
    const entry = entryOf(shoot, clipSlot(clip))
    return entry === undefined || entry.stale
  })
}

async function finishWhenWhole(made: string, context: ToolContext): Promise<ToolResult> {
  const shoot = await context.gateway.readShoot(context.signal)
  const missing = CLIP_SLOTS.filter((slot) => entryOf(shoot, slot) === undefined)
  if (missing.length === 0) return finishStage('clips', made, context)
  const names = listNumbers(missing.map(slotName))
  return { text: `${made} Still missing: ${names}. Call generate_clips without \`clips\` to make them.` }
}

/** A clip can't change its shape on the way. */
function requireOneShape(frames: readonly Asset[]): void {
  const ratios = frames.map(({ width, height }) => width / height)
  if (Math.max(...ratios) / Math.min(...ratios) < 1.05) return
  throw new ToolError('The frames have different aspect ratios, so no clip can be made between them.', {
    advice: 'Call resize_frames with the ratio that the person wants, then generate_clips.',
  })
}
