import type { Presets } from '@fashion-shoot/protocol'
import { composeSheetPrompt } from '../prompts/composeSheetPrompt.ts'
import { orderReferences } from '../prompts/describeInputs.ts'
import { defineTool } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { ResolutionInput, Words } from './inputs.ts'
import { runJob } from './runJob.ts'
import { requireActive } from './shoot.ts'

/** The image model takes 14 pictures; the hero is the first. */
const MAX_REFERENCES = 13

export const generateContactSheet = ({ angles }: Presets) =>
  defineTool({
    name: 'generate_contact_sheet',
    description:
      'Makes the contact sheet: six angles of the active hero on one picture, 2 rows by 3 columns. Costs money, takes up to a minute, ends with the contact sheet checkpoint.',
    input: {
      direction: Words.optional().describe('What is special about these six pictures, if anything.'),
      resolution: ResolutionInput,
    },
    async run({ direction, resolution }, context) {
      const shoot = await context.gateway.readShoot(context.signal)
      const hero = requireActive(shoot, 'hero', 'There is no hero yet.', 'Call generate_hero first.')
      const references = orderReferences(shoot.references).slice(0, MAX_REFERENCES)
      const assetId = await runJob(
        {
          kind: 'image',
          slot: 'contact_sheet',
          prompt: composeSheetPrompt({ references, angles, direction }),
          inputs: [hero.id, ...references.map(({ id }) => id)],
          // Three cells of 3:2 beside each other and two above each other come closest to it.
          aspectRatio: '21:9',
          resolution: resolution ?? shoot.resolution,
        },
        context,
      )
      return finishStage('contact_sheet', `The contact sheet is stored as ${assetId}.`, context)
    },
  })
