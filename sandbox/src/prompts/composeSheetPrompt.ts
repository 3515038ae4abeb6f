import { type Asset, FRAME_COUNT, type FrameRatio, type Preset } from '@fashion-shoot/protocol'
import { fidelity } from './composeHeroPrompt.ts'
import { describeInputs } from './describeInputs.ts'

type Sheet = {
  /** In the order of the job's inputs, after the hero. */
  references: readonly Asset[]
  /** In reading order. */
  angles: readonly Preset[]
  direction: string | undefined
  /** Of each of the six pictures. */
  frameRatio: FrameRatio
}

/** The prompt of the contact sheet, whose image 1 is the hero. */
export function composeSheetPrompt({ references, angles, direction, frameRatio }: Sheet): string {
  return [
    `A photographer's contact sheet: ${FRAME_COUNT} photographs of the same person on one white page, in 2 rows and 3 columns.`,
    describeInputs(['the hero image'], references),
    'All six show the person, clothes, place, light and film look of image 1, each from another camera position:',
    ...angles.map(
      ({ prompt }, index) => `${index + 1}. Row ${index < 3 ? 1 : 2}, column ${(index % 3) + 1}: ${prompt}.`,
    ),
    ...fidelity(references, 2),
    ...(direction === undefined ? [] : [`Direction: ${direction}`]),
    `Every cell has the aspect ratio ${frameRatio} and the same size. Even, straight, pure white gutters of the same width lie between the cells and around the page; no picture crosses a gutter.`,
    'No text, no numbers, no captions, no frame lines, no rounded corners.',
  ].join('\n')
}
