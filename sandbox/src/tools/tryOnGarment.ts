import { type Asset, AssetId, GARMENT_CATEGORIES, type ShootState } from '@fashion-shoot/protocol'
import { z } from 'zod'
import { defineTool } from './defineTool.ts'
import { orderPicture } from './orderPicture.ts'
import { entryOf, listNumbers } from './shoot.ts'
import { ToolError } from './ToolError.ts'

export const tryOnGarment = defineTool({
  name: 'try_on_garment',
  description:
    'Dresses the person of the active hero, or before there is one of the model photo, in one garment of the reference photos, and changes nothing else. For when the garment must be exactly the one of its photo: cut, print and colour. Pose, place and light are not its business: those are generate_hero. Costs money, takes up to a minute, ends with the hero checkpoint.',
  input: {
    garment: AssetId.check(z.describe('Asset id of the reference photo of the garment, from get_shoot.')),
    category: z
      .enum(GARMENT_CATEGORIES)
      .default('auto')
      .describe('What it covers. auto unless the photo shows more than this one garment.'),
  },
  async run({ garment, category }, context) {
    const shoot = await context.gateway.readShoot(context.signal)
    requireGarment(shoot, garment)
    const person = personToDress(shoot)
    const request = { kind: 'try_on', slot: 'hero', person: person.id, garment, category } as const
    return orderPicture(request, (assetId) => `The hero image in this garment is stored as ${assetId}.`, context)
  },
})

function requireGarment({ references }: ShootState, garment: string): void {
  const garments = references.filter(({ role }) => role === 'garment')
  if (garments.some(({ id }) => id === garment)) return
  throw garments.length === 0
    ? new ToolError('There is no photo of a garment in this shoot.', {
        advice: 'Ask the person for one, or describe the garment to generate_hero.',
      })
    : new ToolError('That is no photo of a garment of this shoot.', {
        advice: `These are: ${listNumbers(garments.map(({ id, fileName }) => `${id} (${fileName})`))}.`,
      })
}

function personToDress(shoot: ShootState): Asset {
  const person = entryOf(shoot, 'hero')?.active ?? shoot.references.find(({ role }) => role === 'model')
  if (person !== undefined) return person
  throw new ToolError('There is nobody to dress: no hero image yet, and no photo of a model.', {
    advice: 'Call generate_hero first, or ask the person for a photo of the model.',
  })
}
