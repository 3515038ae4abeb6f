import { type Estimate, FRAME_RATIOS, type ImageModel, RESOLUTIONS } from '@fashion-shoot/protocol'
import { readChoice, withChoice } from './direction.ts'

type Offered = { resolutions: readonly string[]; ratios: readonly string[] }

/** What can be chosen for pictures by a model; all, until it is known what the model makes. */
export function offeredBy(model: ImageModel | undefined, estimate: Estimate | undefined): Offered {
  const made = estimate?.choices.imageModels.find((one) => one.model === model)
  if (made === undefined) return { resolutions: RESOLUTIONS, ratios: FRAME_RATIOS }
  return { resolutions: made.resolutions, ratios: FRAME_RATIOS.filter((ratio) => made.ratios.includes(ratio)) }
}

/** The line without what is not offered. */
export function withinOffer(line: string, { resolutions, ratios }: Offered): string {
  const isMissing = (offered: readonly string[], value: string | null) => value !== null && !offered.includes(value)
  const fitting = isMissing(resolutions, readChoice(line, 'resolution')) ? withChoice(line, 'resolution', null) : line
  return isMissing(ratios, readChoice(fitting, 'ratio')) ? withChoice(fitting, 'ratio', null) : fitting
}
