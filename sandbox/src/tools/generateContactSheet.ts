import { FrameRatio, type ImageRatio, type Presets } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { composeSheetPrompt } from '../prompts/composeSheetPrompt.ts'
import { orderReferences } from '../prompts/describeInputs.ts'
import { defineTool } from './defineTool.ts'
import { ResolutionInput, Words } from './inputs.ts'
import { nearestRatio } from './nearestRatio.ts'
import { orderPicture } from './orderPicture.ts'
import { requireActive } from './shoot.ts'

/** The image model takes 14 pictures; the hero is the first. */
const MAX_REFERENCES = 13

export const generateContactSheet = ({ angles }: Presets) =>
  defineTool({
    name: 'generate_contact_sheet',
    description:
      'Makes the contact sheet: six angles of the active hero on one picture, 2 rows by 3 columns. Costs money, takes up to a minute, ends with the contact sheet checkpoint.',
    input: {
      frameRatio: z
        ._default(FrameRatio, '3:2')
        .describe(
          'width:height of the frames that are cut from the sheet, and so of clips and film: the format that the person asked for, though they said it of the hero. Give extract_frames the same.',
        ),
      direction: Words.optional().describe('What is special about these six pictures, if anything.'),
      resolution: ResolutionInput,
    },
    async run({ frameRatio, direction, resolution }, context) {
      const shoot = await context.gateway.readShoot(context.signal)
      const hero = requireActive(shoot, 'hero', 'There is no hero yet.', 'Call generate_hero first.')
      const references = orderReferences(shoot.references).slice(0, MAX_REFERENCES)
      return orderPicture(
        {
          kind: 'image',
          slot: 'contact_sheet',
          prompt: composeSheetPrompt({ references, angles, direction, frameRatio }),
          inputs: [hero.id, ...references.map(({ id }) => id)],
          aspectRatio: sheetRatio(frameRatio),
          resolution: resolution ?? shoot.resolution,
        },
        (assetId) => `The contact sheet is stored as ${assetId}, for frames of ${frameRatio} (extract_frames).`,
        context,
      )
    },
  })

/** The ratio that comes closest to three cells beside each other and two above each other. */
function sheetRatio(frameRatio: FrameRatio): ImageRatio {
  const [across = 1, down = 1] = frameRatio.split(':').map(Number)
  return nearestRatio({ width: 3 * across, height: 2 * down })
}
