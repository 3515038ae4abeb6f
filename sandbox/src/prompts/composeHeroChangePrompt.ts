import type { Asset, Preset } from '@fashion-shoot/protocol'
import { fidelity } from './composeHeroPrompt.ts'
import { describeInputs } from './describeInputs.ts'

type HeroChange = {
  change: string
  direction: string
  /** In the order of the job's inputs, after the hero. */
  references: readonly Asset[]
  /** Only those that the person wants to be different now. */
  pose: Preset | undefined
  background: Preset | undefined
  look: Preset | undefined
}

/** The prompt that edits the hero, which is image 1. */
export function composeHeroChangePrompt({ change, direction, references, pose, background, look }: HeroChange): string {
  return [
    'Edit image 1.',
    describeInputs(['the hero image to edit'], references),
    `Make this change: ${change}`,
    ...(pose === undefined ? [] : [`Pose: ${pose.prompt}.`]),
    ...(background === undefined ? [] : [`Background: ${background.prompt}.`]),
    ...(look === undefined ? [] : [`Look: ${look.prompt}.`]),
    `The direction of the shoot is: ${direction}`,
    ...fidelity(references, 2),
    'Keep everything else of image 1 as it is: framing, person, clothes, light and film look.',
    'One single photograph without text, border or watermark.',
  ].join('\n')
}
