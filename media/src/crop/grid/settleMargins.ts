import { widthOf } from '../borders/Border.ts'
import type { Division, Side } from './Division.ts'

/** Where no side of a sheet shows its margin, it is taken to be no wider than so many gutters. */
const MARGIN_GUTTERS = 1.5

/** Makes the margins whose end cannot be seen no wider than those whose end can: a sheet has one margin on all sides. */
export function settleMargins(axes: readonly { division: Division; length: number }[]): void {
  const margins = axes.flatMap(({ division: { parts }, length }) => {
    const [first, last] = [parts[0]?.from, parts.at(-1)?.to]
    const low = first ? [{ side: first, width: first.at, at: (width: number) => width }] : []
    const high = last ? [{ side: last, width: length - last.at, at: (width: number) => length - width }] : []
    return [...low, ...high]
  })
  const seen = margins.filter(({ side }) => side.certain).map(({ width }) => width)
  const gutters = axes.flatMap(({ division }) => division.gutters.map((gutter) => (gutter ? widthOf(gutter) : 0)))
  const most = seen.sort((a, b) => a - b)[seen.length >> 1] ?? Math.round(MARGIN_GUTTERS * Math.max(0, ...gutters))
  for (const { side, width, at } of margins) if (!side.certain) moveTo(side, at(Math.min(width, most)))
}

function moveTo(side: Side, at: number): void {
  side.at = at
}
