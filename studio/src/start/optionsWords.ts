import { DEFAULT_RESOLUTION, type Estimate, type Options, type Stops } from '@fashion-shoot/protocol'
import { usd } from '../shared/format.ts'
import { MODEL_NAMES } from '../shared/modelNames.ts'
import { readChoice } from './direction.ts'

/** The shape of pictures where the line asks for none, width:height. */
export const USUAL_RATIO = '3:2'

const STOPS_WORDS: Record<Stops, string> = {
  every_stage: 'a stop after every stage',
  before_paid: 'a stop before paying and after every stage',
  never: 'straight to the film',
}

type Asked = { line: string; options: Options; estimate: Estimate | undefined }

/** What a shoot would be made with, in a line. */
export function optionsWords({ line, options, estimate }: Asked): string {
  const imageModel = options.imageModel ?? estimate?.imageModel
  const clipModel = options.clipModel ?? estimate?.clipModel
  const budgetUsd = options.budgetUsd ?? estimate?.budgetUsd
  return [
    `${readChoice(line, 'ratio') ?? USUAL_RATIO}, ${readChoice(line, 'resolution') ?? DEFAULT_RESOLUTION}`,
    ...(imageModel && clipModel ? [`${MODEL_NAMES[imageModel]}, ${MODEL_NAMES[clipModel]}`] : []),
    ...(budgetUsd === undefined ? [] : [`up to ${usd(budgetUsd)}`]),
    STOPS_WORDS[options.stops ?? 'every_stage'],
  ].join(' · ')
}
