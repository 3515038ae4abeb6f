import type { Asset, Preset } from '@fashion-shoot/protocol'
import { fidelity } from './composeHeroPrompt.ts'
import { describeInputs } from './describeInputs.ts'

type FrameEdit = {
  /** 1 to 6 */
  frame: number
  angle: Preset
  instruction: string
  /** In the order of the job's inputs, after the frame. */
  references: readonly Asset[]
}

/** The prompt that edits one frame, which is image 1. */
export function composeFrameEditPrompt({ frame, angle, instruction, references }: FrameEdit): string {
  return [
    'Edit image 1.',
    describeInputs([`frame ${frame} of the shoot, its ${angle.label.toLowerCase()}`], references),
    `Make this change: ${instruction}`,
    ...fidelity(references, 2),
    'Keep everything else of image 1 as it is: camera position, crop, person, clothes, light and film look.',
    'One single photograph without text, border or watermark.',
  ].join('\n')
}
