/** The format of the frames, which the contact sheet is made for already. */
import type { OfferedTools } from './OfferedTools.ts'
import type { Position } from './readPosition.ts'

/** The frames' ratio that is nearest to what was asked for; undefined where it is the usual one. */
export function frameFormat({ format }: Pick<Position, 'format'>, tools: OfferedTools): string | undefined {
  if (format === undefined || format === USUAL) return undefined
  const choices = tools.choices('generate_contact_sheet', 'frameRatio')
  const distance = (ratio: string) => Math.abs(Math.log(shape(ratio) / shape(format)))
  const [nearest] = choices.toSorted((a, b) => distance(a) - distance(b))
  return nearest === USUAL ? undefined : nearest
}

const USUAL = '3:2'

function shape(ratio: string): number {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  return across / down
}
