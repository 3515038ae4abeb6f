import { divideAxis } from './divideAxis.ts'
import type { Axis } from './fitAxes.ts'
import { isFiner } from './isFiner.ts'

const MOST_CELLS = 6
const CLEAR = 0.6

/** Into how many parts an axis is clearly divided; undefined where that cannot be told. */
export function seenParts({ profile, borders }: Pick<Axis, 'profile' | 'borders'>): number | undefined {
  for (let cells = MOST_CELLS; cells > 1; cells--) {
    const division = divideAxis(profile, borders, cells)
    if (division.clearness >= CLEAR && !isFiner(division, division.clearness)) return cells
  }
  return undefined
}
