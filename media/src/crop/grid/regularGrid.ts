import type { Division, Side } from './Division.ts'
import { type AxisEvidence, type Equation, equationsOf, missOf, solve, type Widths } from './gridEquations.ts'
import { isAlike } from './gutterColours.ts'

/** Px of a sheet of 2048 px by which a certain side may miss the regular grid. */
const MISS = 3
/** Shares of the sheet's longer side. */
const WIDEST_GUTTER = 0.03
const WIDEST_MARGIN = 0.07
/** How much a gutter may differ from its own colour, 0 to 1; and one from another, in brightness steps. */
const UNEVEN = 0.12
const SAME_COLOUR = 8
/** Two certain sides are the least; each counts by how much the picture differs there. */
const LEAST_SIDES = 2
const CONFIDENCE = { least: 0.2, perSide: 0.1, most: 0.7 }

/**
 * The grid with pictures of one size and gutters of one width that fits the certain sides of both axes, where backdrops of the
 * gutters' colour hide the others. Its gutters must be even and of one colour from end to end.
 *
 * @returns nothing where no such grid fits
 */
export function regularGrid(
  [rows, columns]: readonly [AxisEvidence, AxisEvidence],
  scale: number,
): { down: Division; across: Division; confidence: number } | undefined {
  const equations = [...equationsOf(rows, 0), ...equationsOf(columns, 1)]
  const longer = Math.max(rows.profile.lines, columns.profile.lines)
  const widths = bestWidths(equations, MISS * scale, longer)
  if (!widths) return undefined
  const fitting = equations.filter((each) => each.border && missOf(each, widths) <= MISS * scale)
  if (fitting.length < LEAST_SIDES) return undefined
  const evidence = fitting.reduce((sum, { weight }) => sum + Math.min(1, 2 * weight), 0)
  const confidence = Math.min(CONFIDENCE.most, CONFIDENCE.least + CONFIDENCE.perSide * evidence)
  const [down, across] = [rows, columns].map((axis, a) => {
    const known = fitting.filter((each) => each.axis === a)
    return layOut(axis, known, widths, confidence)
  })
  if (!down || !across) return undefined
  const tolerance = Math.max(...fitting.map(({ border }) => border?.tolerance ?? 0))
  const colours = [
    ...gutterColours(rows, down, widths.gutter, tolerance, columns.profile.lines),
    ...gutterColours(columns, across, widths.gutter, tolerance, rows.profile.lines),
  ]
  const [first] = colours
  const isOne = colours.every((colour) => first && colour && isAlike(first, colour, 2 * tolerance + SAME_COLOUR))
  return isOne ? { down, across, confidence } : undefined
}

/** The widths that most of the evidence agrees on, from all pairs of equations. */
function bestWidths(equations: readonly Equation[], miss: number, longer: number): Widths | undefined {
  let best: (Widths & { weight: number }) | undefined
  for (const [i, one] of equations.entries()) {
    for (const other of equations.slice(i + 1)) {
      const widths = solve(one, other)
      if (!widths || widths.gutter < 1 || widths.gutter > WIDEST_GUTTER * longer) continue
      if (widths.margin < -miss || widths.margin > WIDEST_MARGIN * longer) continue
      const agreeing = equations.filter((each) => missOf(each, widths) <= miss)
      const weight = agreeing.reduce((sum, each) => sum + each.weight, 0)
      if (!best || weight > best.weight) best = { ...widths, weight }
    }
  }
  return best
}

function layOut(
  { profile, cells }: AxisEvidence,
  known: readonly Equation[],
  { gutter, margin }: Widths,
  clearness: number,
): Division {
  const length = profile.lines
  const size = (length - (cells - 1) * gutter - 2 * margin) / cells
  const side = (which: 'from' | 'to', part: number, computed: number): Side => {
    const [seen] = known.filter((each) => each.side === which && each.part === part).sort((a, b) => b.weight - a.weight)
    if (seen) return { at: seen.at, certain: true, gutter: seen.border }
    const at = Math.min(length, Math.max(0, Math.round(computed)))
    return { at, certain: false, outermost: margin <= 1 && (at <= 1 || at >= length - 1) }
  }
  const parts = Array.from({ length: cells }, (_, k) => {
    const start = margin + k * (size + gutter)
    return { from: side('from', k, start), to: side('to', k, start + size) }
  })
  return { borders: [], gutters: [], parts, clearness }
}

/** The colours of an axis' gutters in their middle; undefined where what should be a gutter is not even. */
function gutterColours(
  { profile }: AxisEvidence,
  { parts }: Division,
  gutter: number,
  tolerance: number,
  crossed: number,
): (readonly number[] | undefined)[] {
  return parts.slice(1).map(({ from }) => {
    const [low, core, high] = [0.75, 0.5, 0.25].map((share) => Math.round(from.at - gutter * share))
    if (low === undefined || core === undefined || high === undefined) return undefined
    const isEven = [low, core, high].every((line) => {
      return (profile.spread[line] ?? 255) <= 2 * tolerance + 2 && profile.difference(line, core) <= UNEVEN
    })
    return isEven ? profile.colourAt(core, crossed >> 1, crossed) : undefined
  })
}
