import { findPreset, ImageRatio, PictureFormat, type Presets, type ShootState } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { composeHeroChangePrompt } from '../prompts/composeHeroChangePrompt.ts'
import { composeHeroPrompt } from '../prompts/composeHeroPrompt.ts'
import { orderReferences } from '../prompts/describeInputs.ts'
import { defineTool } from './defineTool.ts'
import { presetInput, ResolutionInput, Words } from './inputs.ts'
import { orderPicture } from './orderPicture.ts'
import { requireActive } from './shoot.ts'
import { ToolError } from './ToolError.ts'

/** The image model's limit on input pictures. */
const MAX_INPUTS = 14

export const generateHero = ({ poses, backgrounds, looks, glassesNote, defaults }: Presets) =>
  defineTool({
    name: 'generate_hero',
    description:
      'Makes the hero image from all reference photos, or with `change` edits the active hero. Costs money, takes up to a minute, ends with the hero checkpoint.',
    input: {
      direction: Words.describe(
        'One or two English sentences about this picture: mood, time, light, what the clothes do.',
      ),
      pose: presetInput(poses, 'Pose', defaults.pose).optional(),
      background: presetInput(backgrounds, 'Background', defaults.background).optional(),
      look: presetInput(looks, 'Film look', defaults.look).optional(),
      change: Words.optional().describe(
        'Edits the active hero instead of making a new one: one instruction about what to change; all else stays.',
      ),
      aspectRatio: z._default(ImageRatio, '3:2').describe('width:height'),
      resolution: ResolutionInput,
      outputFormat: z
        .optional(PictureFormat)
        .describe(
          'png keeps every pixel; jpeg and webp are smaller. Default png, and png where the model makes no other.',
        ),
    },
    async run({ direction, pose, background, look, change, aspectRatio, resolution, outputFormat }, context) {
      const shoot = await context.gateway.readShoot(context.signal)
      const references = orderReferences(shoot.references).slice(0, change === undefined ? MAX_INPUTS : MAX_INPUTS - 1)
      if (change === undefined && references.length === 0) throw noReferences()
      const picture =
        change === undefined
          ? {
              inputs: references.map(({ id }) => id),
              prompt: composeHeroPrompt({
                references,
                direction,
                pose: findPreset(poses, pose ?? defaults.pose),
                background: findPreset(backgrounds, background ?? defaults.background),
                look: findPreset(looks, look ?? defaults.look),
                glassesNote,
                aspectRatio,
              }),
            }
          : {
              inputs: [heroToChange(shoot), ...references.map(({ id }) => id)],
              prompt: composeHeroChangePrompt({
                change,
                direction,
                references,
                pose: pose === undefined ? undefined : findPreset(poses, pose),
                background: background === undefined ? undefined : findPreset(backgrounds, background),
                look: look === undefined ? undefined : findPreset(looks, look),
              }),
            }
      const request = {
        kind: 'image',
        slot: 'hero',
        ...picture,
        aspectRatio,
        resolution: resolution ?? shoot.resolution,
        outputFormat,
      } as const
      return orderPicture(request, (assetId) => `The hero image is stored as ${assetId}.`, context)
    },
  })

function heroToChange(shoot: ShootState): string {
  return requireActive(shoot, 'hero', 'There is no hero to change yet.', 'Call generate_hero without `change`.').id
}

function noReferences(): ToolError {
  return new ToolError('There are no reference photos in this shoot.', {
    advice: 'Ask the person for at least one photo of the model or of a garment.',
  })
}
