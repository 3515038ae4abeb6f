import type { Asset, ImageRatio, Preset } from '@fashion-shoot/protocol'
import { describeInputs } from './describeInputs.ts'

type Hero = {
  /** In the order of the job's inputs. */
  references: readonly Asset[]
  direction: string
  pose: Preset
  background: Preset
  look: Preset
  glassesNote: string
  aspectRatio: ImageRatio
}

/** The prompt of a new hero image. */
export function composeHeroPrompt(hero: Hero): string {
  const { references, direction, pose, background, look, glassesNote, aspectRatio } = hero
  return [
    `A full-figure editorial fashion photograph of one person, ${aspectRatio}.`,
    describeInputs([], references),
    ...fidelity(references, 1),
    `Pose: ${pose.prompt}.`,
    `Background: ${place(references, background)}.`,
    `Look: ${look.prompt}. ${glassesNote}`,
    `Direction: ${direction}`,
    'One single photograph without text, border or watermark.',
  ].join('\n')
}

/** What must not change about the person and the clothes; `first` is the number of the first reference's image. */
export function fidelity(references: readonly Asset[], first: number): string[] {
  const model = references.findIndex(({ role }) => role === 'model')
  const worn = references.some(({ role }) => role === 'garment' || role === 'accessory')
  return [
    ...(model === -1 ? [] : [`Keep the face, hair, skin and build of image ${model + first} exactly.`]),
    ...(worn
      ? ['The model wears every garment and accessory shown; keep cut, colour, material, print and fastenings.']
      : []),
  ]
}

function place(references: readonly Asset[], background: Preset): string {
  const location = references.findIndex(({ role }) => role === 'location')
  return location === -1 ? background.prompt : `the place in image ${location + 1}, in the mood of ${background.prompt}`
}
